using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Workers;

using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Files;

public sealed class FileBatchReaderTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WorkerPool _workers = Workers(64);

    public static TheoryData<bool> Sources => OperatingSystem.IsLinux() ? [true, false] : [false];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _workers.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Read_FilesOfAnySize_GivesTheirBytesInOrder(bool native)
    {
        FileBatchReader reader = Reader(native);
        int[] sizes = [0, 1, 5000, 65_535, 65_536, 65_537, 1 << 20, (1 << 20) + 1, 3_000_000, .. Enumerable.Range(1, 300).Select(static i => i * 37)];
        string[] paths = [.. sizes.Select((size, i) => Write($"f{i}", Bytes(size, i)))];

        for (int round = 0; round < 3; round++)
        {
            using FileBatch batch = await reader.ReadAsync(paths, Cancel);

            Assert.Equal(paths, batch.Select(static outcome => outcome.Value.Path));
            Assert.Equal(Enumerable.Range(0, paths.Length).Select(static i => (long)i), batch.Select(static outcome => outcome.Position));
            for (int i = 0; i < paths.Length; i++)
            {
                Assert.True(batch[i].Value.Bytes.Span.SequenceEqual(Bytes(sizes[i], i)), $"file {i} of {sizes[i]} bytes");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Read_WhatIsNoReadableFile_FailsAloneAndIsNamed(bool native)
    {
        string good = Write("good", "text"u8.ToArray());
        string large = Write("large", new byte[1001]);
        string loop = Path.Join(_folder.Root, "loop");
        File.CreateSymbolicLink(loop, loop);
        string missing = Path.Join(_folder.Root, "missing");
        string[] paths = [good, missing, Path.Join(good, "below"), _folder.Root, "", "a\0b", new string('x', 5000), large, loop, good];

        using FileBatch batch = await Reader(native, new FileReadOptions { MaxFileBytes = 1000 }).ReadAsync(paths, Cancel);

        FileReadFailure?[] expected =
        [
            null, FileReadFailure.NotFound, FileReadFailure.NotFound, FileReadFailure.NotAFile, FileReadFailure.InvalidPath, FileReadFailure.InvalidPath,
            FileReadFailure.InvalidPath, FileReadFailure.TooLarge, FileReadFailure.Other, null,
        ];
        Assert.Equal(expected, batch.Select(static outcome => (outcome.Error as FileReadException)?.Failure));
        Assert.All(batch.Where(static outcome => !outcome.IsSuccess), outcome => Assert.Equal(OutcomeStatus.Failed, outcome.Status));
        Assert.Contains("1001 bytes or more; the most is 1000", batch[7].Error!.Message, StringComparison.Ordinal);
        Assert.Contains(missing, batch[1].Error!.Message, StringComparison.Ordinal);
        Assert.Equal("text", batch[9].Value.DecodeText());
    }

    [Fact]
    public void DecodeText_OfAnyEncodingWithItsMark_GivesTheText() => Gen.Select(
        Gen.OneOf("", "a", "é日本🧠", "line\nline\r\n"),
        Gen.OneOf<Encoding>(Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(true, true))).Sample((text, encoding) =>
    {
        byte[] marked = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

        // The mark of UTF-16 alone, then a NUL, is that of UTF-32.
        Assert.Equal(text, new FileContent("a", marked).DecodeText());
        Assert.False(new FileContent("a", marked).IsBinary);
    });

    [Fact]
    public void IsBinary_WithANulAndNoMark_IsTrue()
    {
        Assert.True(new FileContent("a", "ab\0c"u8.ToArray()).IsBinary);
        Assert.False(new FileContent("a", "ab"u8.ToArray()).IsBinary);
        Assert.Equal("a\uFFFDb", new FileContent("a", new byte[] { (byte)'a', 0xFF, (byte)'b' }).DecodeText());
    }

    [Fact]
    public async Task Read_BehindASlowDisk_BringsInWorkersUntilManyWait()
    {
        var disk = new GatedReader(64);
        var time = new FakeTimeProvider();
        var reader = new FileBatchReader(_workers, null, time, () => disk);

        Task<FileBatch> reading = reader.ReadAsync([.. Enumerable.Range(0, 200).Select(static i => $"f{i}")], Cancel);
        for (int tick = 0; tick < 10_000 && !disk.AllCame; tick++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await disk.Came.WaitAsync(Cancel);
        disk.Open();
        using FileBatch batch = await reading;
        Assert.All(batch, static outcome => Assert.True(outcome.IsSuccess));
        Assert.Equal(64, disk.Most);
    }

    [Fact]
    public async Task Read_OfFilesInMemory_UsesAWorkerForEachProcessorAtMost()
    {
        var time = new ManualTime();
        int opened = 0;
        var reader = new FileBatchReader(_workers, null, time, () =>
        {
            Interlocked.Increment(ref opened);
            return new WarmReader(time, TimeSpan.FromMilliseconds(1) / (100 * Environment.ProcessorCount));
        });

        using FileBatch batch = await reader.ReadAsync([.. Enumerable.Range(0, 20_000).Select(static i => $"f{i}")], Cancel);

        Assert.All(batch, static outcome => Assert.True(outcome.IsSuccess));
        Assert.InRange(opened, 1, Environment.ProcessorCount);
        Assert.InRange(time.GetTimestamp(), 10 * TimeSpan.TicksPerMillisecond, long.MaxValue);
    }

    [Fact]
    public async Task Read_BehindASlowDiskWhileTicksComeLate_BringsInWorkers()
    {
        var time = new ManualTime();
        int opened = 0;
        var reader = new FileBatchReader(_workers, null, new LateTime(time, 20), () =>
        {
            Interlocked.Increment(ref opened);
            return new WarmReader(time, TimeSpan.FromMilliseconds(1) / (10 * Environment.ProcessorCount));
        });

        using FileBatch batch = await reader.ReadAsync([.. Enumerable.Range(0, 20_000).Select(static i => $"f{i}")], Cancel);

        Assert.All(batch, static outcome => Assert.True(outcome.IsSuccess));
        Assert.InRange(opened, Environment.ProcessorCount + 1, 64);
    }

    [Fact]
    public async Task Read_Cancelled_GivesAnOutcomeToEachFile()
    {
        var disk = new GatedReader(1);
        using var cancel = new CancellationTokenSource();
        Task<FileBatch> reading = new FileBatchReader(_workers, null, new FakeTimeProvider(), () => disk)
            .ReadAsync([.. Enumerable.Range(0, 100).Select(static i => $"f{i}")], cancel.Token);
        await disk.Came.WaitAsync(Cancel);

        await cancel.CancelAsync();
        disk.Open();
        using FileBatch batch = await reading;

        Assert.All(batch, static outcome => Assert.Contains(outcome.Status, new[] { OutcomeStatus.Succeeded, OutcomeStatus.Cancelled }));
        Assert.Contains(batch, static outcome => outcome.Status == OutcomeStatus.Cancelled);
    }

    [Fact]
    public async Task Read_WhenAllWorkersAreLentToOthers_BeginsWhenOneIsFree()
    {
        string path = Write("a", "text"u8.ToArray());
        await using WorkerPool one = Workers(1);
        var gate = new TaskCompletionSource();
        Assert.True(one.TryStart(() => gate.Task));

        Task<FileBatch> reading = new FileBatchReader(one).ReadAsync([path], Cancel);
        Assert.False(reading.IsCompleted);
        gate.SetResult();

        using FileBatch batch = await reading;
        Assert.True(batch[0].IsSuccess);
    }

    [Fact]
    public async Task Read_ManyBatchesAtOnce_GivesEachItsOwn()
    {
        FileBatchReader reader = Reader(native: OperatingSystem.IsLinux());
        string[] paths = [.. Enumerable.Range(0, 50).Select(i => Write($"f{i}", Bytes(2000 + i, i)))];

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), Cancel, async (number, cancellationToken) =>
        {
            string[] mine = [.. paths.Skip(number % 25)];
            using FileBatch batch = await reader.ReadAsync(mine, cancellationToken);
            Assert.All(batch, (outcome, i) => Assert.Equal(File.ReadAllBytes(mine[i]), outcome.Value.Bytes.ToArray()));
        });
    }

    [Fact]
    public async Task Read_NoPathsOrNull_IsAnEmptyBatchOrAnError()
    {
        FileBatchReader reader = Reader(native: false);

        Assert.Empty(await reader.ReadAsync([], Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => reader.ReadAsync(null!, Cancel));
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => reader.ReadAsync(["a", null!], Cancel));
        Assert.Contains("position 1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FileReadOptions { MaxFileBytes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FileReadOptions { MaxWorkers = 1_000_000 });
    }

    private static WorkerPool Workers(int limit) => new(new WorkerPoolOptions { Name = "io", Limit = limit, UsesOwnThreads = true });

    private static byte[] Bytes(int size, int seed)
    {
        byte[] bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private FileBatchReader Reader(bool native, FileReadOptions? options = null) =>
        new(_workers, options, null, native ? static () => new LinuxFileReader() : static () => new PortableFileReader());

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Join(_folder.Root, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
