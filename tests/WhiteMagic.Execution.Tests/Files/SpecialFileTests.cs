using System.Diagnostics;
using System.Net.Sockets;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Files.Walking;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Files;

/// <summary>What has a name as files have and is none, and files that the kernel makes up.</summary>
public sealed class SpecialFileTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    // By one worker, so that what one file tells it of a folder holds for the next.
    private readonly WorkerPool _workers = new(new WorkerPoolOptions { Name = "io", Limit = 1, UsesOwnThreads = true });

    public SpecialFileTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "they are Linux's");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _workers.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_PipesAndSockets_AreRefusedAtOnce(bool native)
    {
        string pipe = await MakePipeAsync();
        string socket = Path.Join(_folder.Root, "socket");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socket));
        string good = _folder.Write("good", "text");

        using FileBatch batch = await ReadAsync(native, good, pipe, socket, good);

        Assert.Equal([null, FileReadFailure.NotAFile, native ? FileReadFailure.NotAFile : FileReadFailure.Other, null], batch.Select(static outcome => (outcome.Error as FileReadException)?.Failure));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_APipeThatHoldsSomething_IsRefusedAndLeftAsItIs(bool native)
    {
        string pipe = await MakePipeAsync();
        await using var held = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        held.Write("hello"u8);
        string[] good = [.. Enumerable.Range(0, 3).Select(i => _folder.Write($"good{i}", $"text {i}"))];

        // At first, when nothing is known of the folder, and again when it is.
        using FileBatch batch = await ReadAsync(native, pipe, good[0], good[1], pipe, good[2]);

        Assert.Equal([null, "text 0", "text 1", null, "text 2"], batch.Select(static outcome => outcome.IsSuccess ? outcome.Value.DecodeText() : null));
        Assert.All(batch.Where(static outcome => !outcome.IsSuccess), static outcome => Assert.Equal(FileReadFailure.NotAFile, Assert.IsType<FileReadException>(outcome.Error).Failure));
        byte[] left = new byte[100];
        Assert.Equal("hello"u8, left.AsSpan(0, held.Read(left)));
    }

    [Fact]
    public async Task Read_Devices_AreRefused()
    {
        using FileBatch batch = await ReadAsync(native: true, "/dev/zero", "/dev/null", "/dev/urandom");

        Assert.All(batch, static outcome => Assert.Equal(FileReadFailure.NotAFile, ((FileReadException)outcome.Error!).Failure));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_FilesThatGiveAPageAtATime_GivesThemWhole(bool native)
    {
        using Process program = await StartIdleAsync();
        string folder = $"/proc/{program.Id}";
        string[] paths = [$"{folder}/exe", $"{folder}/status", $"{folder}/smaps", $"{folder}/smaps", $"{folder}/comm"];
        string link = Path.Join(_folder.Root, "link");
        File.CreateSymbolicLink(link, paths[2]);

        using FileBatch batch = await ReadAsync(native, [.. paths, _folder.Write("a", "text"), _folder.Write("b", "text"), link]);
        string[] expected = Keys(await File.ReadAllTextAsync(paths[2], Cancel));
        program.Kill();

        Assert.True(expected.Length > 200, $"{expected.Length} lines are less than a page");
        Assert.Equal(expected, Keys(batch[2].Value.DecodeText()));
        Assert.Equal(expected, Keys(batch[3].Value.DecodeText()));
        Assert.Equal("cat\n", batch[4].Value.DecodeText());
        Assert.Equal(expected, Keys(batch[7].Value.DecodeText()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Search_FilesThatGiveAPageAtATime_SearchesThemWhole(bool portable)
    {
        using Process program = await StartIdleAsync();
        string folder = $"/proc/{program.Id}/task/{program.Id}";
        var options = new FileSearchOptions { Files = new FileWalkOptions { Globs = ["/smaps"] } };
        var searcher = new FileSearcher(_workers, options) { IsPortable = portable };

        int named = await CountAsync(searcher.Search(SearchPattern.Literal("VmFlags:"), [$"{folder}/smaps"]));
        int found = await CountAsync(searcher.Search(SearchPattern.Literal("VmFlags:"), [folder]));
        int expected = (await File.ReadAllLinesAsync($"{folder}/smaps", Cancel)).Count(static line => line.StartsWith("VmFlags:", StringComparison.Ordinal));
        program.Kill();

        Assert.Equal((expected, expected), (named, found));
    }

    [Fact]
    public async Task Search_APipeWhereAnIgnoreFileIsLookedFor_IsNotWaitedFor()
    {
        await Shell.RunAsync("mkfifo", [Path.Join(_folder.Root, ".ignore")], Cancel);
        _folder.Write(".gitignore", "left-out");
        _folder.Write("left-out", "needle");
        _folder.Write("found", "needle");

        Assert.Equal(1, await CountAsync(new FileSearcher(_workers).Search(SearchPattern.Literal("needle"), [_folder.Root])));
    }

    private static async Task<int> CountAsync(FileSearch search)
    {
        int count = 0;
        await foreach (ItemOutcome<FileMatches> outcome in search.WithCancellation(Cancel))
        {
            count += outcome.Value?.Count ?? 0;
        }

        return count;
    }

    // The numbers change, what they are of does not.
    private static string[] Keys(string smaps) => [.. smaps.Split('\n').Select(static line => line.Split(' ')[0])];

    private static async Task<Process> StartIdleAsync()
    {
        Process program = Process.Start(new ProcessStartInfo("cat") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await program.StandardInput.WriteLineAsync("here".AsMemory(), Cancel);
        await program.StandardInput.FlushAsync(Cancel);
        Assert.Equal("here", await program.StandardOutput.ReadLineAsync(Cancel));
        return program;
    }

    private async Task<string> MakePipeAsync()
    {
        string pipe = Path.Join(_folder.Root, "pipe");
        await Shell.RunAsync("mkfifo", [pipe], Cancel);
        return pipe;
    }

    private Task<FileBatch> ReadAsync(bool native, params string[] paths) =>
        new FileBatchReader(_workers, null, null, native ? static () => new LinuxFileReader() : static () => new PortableFileReader()).ReadAsync(paths, Cancel);
}
