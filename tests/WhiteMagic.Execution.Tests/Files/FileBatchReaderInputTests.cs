using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Files;

public sealed class FileBatchReaderInputTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WorkerPool _workers = new(new() { Name = "io", Limit = 4, UsesOwnThreads = true });

    public static TheoryData<bool> Sources => OperatingSystem.IsLinux() ? [true, false] : [false];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _workers.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Read_AFileOfFourGigabytes_IsRefusedWithoutReadingIt(bool native)
    {
        string huge = Path.Join(_folder.Root, "huge");
        await using (FileStream file = File.Create(huge))
        {
            // Without content it takes no room on the disk.
            file.SetLength((1L << 32) + 1);
        }

        long before = GC.GetTotalAllocatedBytes();
        using FileBatch batch = await Reader(native).ReadAsync([huge], Cancel);

        Assert.Equal(FileReadFailure.TooLarge, ((FileReadException)batch[0].Error!).Failure);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 256 << 20);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Read_AFileThatGrows_GivesABeginningOfIt(bool native)
    {
        string growing = Path.Join(_folder.Root, "growing");
        await File.WriteAllTextAsync(growing, "0", Cancel);
        using var stop = new CancellationTokenSource();
        Task growth = Task.Run(() => Grow(growing, stop.Token), Cancel);

        for (int i = 0; i < 50; i++)
        {
            using FileBatch batch = await Reader(native).ReadAsync([growing, growing], Cancel);

            Assert.All(batch, static outcome => Assert.Equal(Content(outcome.Value.Bytes.Length), outcome.Value.Bytes.ToArray()));
        }

        await stop.CancelAsync();
        await growth;
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Read_FromFoldersInAnyOrder_GivesEachFileItsOwnBytes(bool native)
    {
        string[] folders = ["", "a", "a/b", "äö", new string('n', 200)];
        foreach (string folder in folders)
        {
            Directory.CreateDirectory(Path.Join(_folder.Root, folder));
            await File.WriteAllTextAsync(Path.Join(_folder.Root, folder, "x"), $"x in {folder}", Cancel);
            await File.WriteAllTextAsync(Path.Join(_folder.Root, folder, "y"), $"y in {folder}", Cancel);
        }

        string far = string.Concat(Enumerable.Repeat("./", 800));
        var random = new Random(5);
        (string Path, string? Text)[] wanted =
        [
            .. Enumerable.Range(0, 400).Select(i => (Folder: folders[random.Next(folders.Length)], Name: random.Next(2) == 0 ? "x" : "y", Way: i % 50 < 2 ? far : ""))
                .Select(file => (Path.Join(_folder.Root, file.Way, file.Folder, file.Name), $"{file.Name} in {file.Folder}")),
            (Path.Join(_folder.Root, "a", "missing"), null),
            (Path.Join(_folder.Root, "none", "x"), null),
            (Path.Join(_folder.Root, "none", "x"), null),
            (Path.Join(_folder.Root, "a", "x", "y"), null),
            (Path.Join(_folder.Root, "a", "x", "y"), null),
            ($"{_folder.Root}/a/", null),
            ($"{_folder.Root}/a/", null),
        ];

        using FileBatch batch = await Reader(native).ReadAsync([.. wanted.Select(static file => file.Path)], Cancel);

        Assert.Equal(wanted.Select(static file => file.Text), batch.Select(static outcome => outcome.IsSuccess ? outcome.Value.DecodeText() : null));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Read_FilesThatVanish_GivesEachItsBytesOrThatItIsNotThere(bool native)
    {
        string[] paths = [.. Enumerable.Range(0, 500).Select(i => Path.Join(_folder.Root, $"{i}"))];
        foreach (string path in paths)
        {
            await File.WriteAllTextAsync(path, "text", Cancel);
        }

        Task vanishing = Task.Run(() => Array.ForEach(paths, File.Delete), Cancel);
        using FileBatch batch = await Reader(native).ReadAsync(paths, Cancel);
        await vanishing;

        Assert.All(batch, outcome => Assert.True(
            outcome.IsSuccess ? outcome.Value.DecodeText() == "text" : outcome.Error is FileReadException { Failure: FileReadFailure.NotFound } error
                && error.Message.Contains(paths[outcome.Position], StringComparison.Ordinal),
            $"{outcome}"));
    }

    private static byte[] Content(int length) => [.. Enumerable.Range(0, length).Select(static i => (byte)('0' + (i % 10)))];

    private static void Grow(string path, CancellationToken token)
    {
        using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        for (int i = 1; !token.IsCancellationRequested && i < 500_000; i++)
        {
            file.WriteByte((byte)('0' + (i % 10)));
        }
    }

    private FileBatchReader Reader(bool native) =>
        new(_workers, null, null, native ? static () => new LinuxFileReader() : static () => new PortableFileReader());
}
