using CsCheck;
using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Index;
using WhiteMagic.Storage.Index.Log;
using WhiteMagic.Storage.Index.Segments;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Index;

/// <summary>What one process submits, every process's index has once it caught up.</summary>
public sealed class IndexLogTests : IDisposable
{
    private const int Steps = 5;

    private static readonly Gen<(int Step, int Index, int Number)[]> Histories =
        Gen.Select(Gen.Int[0, Steps - 1], Gen.Int[0, 1], Gen.Int[0, 20]).Array[1, 40];

    private readonly TemporaryFolder _folder = new();
    private readonly WorkerPool _workers = new SpaceOptions().Workers.Io;

    private string IndexPath => Path.Combine(_folder.Root, "index.db");

    private string LogPath => Path.Combine(_folder.Root, "index.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CatchUp_AfterAnyHistoryOfTwoProcesses_HasWhatWasSubmittedLast() => Histories.Sample(
        history =>
        {
            using var folder = new TemporaryFolder();
            string path = Path.Combine(folder.Root, "index.db");
            SqliteMemoryIndex[] indexes = [Open(path), Open(path)];
            using var expected = new VolatileMemoryIndex();
            foreach ((int step, int at, int number) in history)
            {
                SqliteMemoryIndex index = indexes[at];
                switch (step)
                {
                    case 0:
                    case 1:
                        Submit(number, index, expected);
                        break;
                    case 2:
                        Update(index, number);
                        Update(expected, number);
                        break;
                    case 3:
                        index.Dispose();
                        indexes[at] = Open(path);
                        break;
                    default:
                        AssertCaughtUp(expected, index);
                        break;
                }
            }

            AssertCaughtUp(expected, indexes[0]);
            AssertCaughtUp(expected, indexes[1]);
            Array.ForEach(indexes, static index => index.Dispose());
        },
        iter: 40);

    [Fact]
    public async Task Submit_ThenNobodyWritesForAWhile_IsTakenIn()
    {
        var clock = new FakeTimeProvider();
        using var log = new IndexLog(LogPath);
        using var index = new SqliteMemoryIndex(new IndexFile(IndexPath), _workers, clock);
        using var expected = new VolatileMemoryIndex();
        Submit(1, index, expected);
        clock.Advance(TimeSpan.FromMilliseconds(499));
        Submit(2, index, expected);
        clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.NotEqual(0, log.Look()!.Value.Untaken);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        while (log.Look()!.Value.Untaken > 0)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public void CatchUp_LogDamagedAnywhere_NeverTakesWhatIsWrong() => Gen.Select(Gen.Int[1, 6], Gen.Int[0, 6000], Gen.Int[0, 2]).Sample(
        (count, at, damage) =>
        {
            using var folder = new TemporaryFolder();
            string log = Path.Combine(folder.Root, "index.log");
            using SqliteMemoryIndex index = Open(Path.Combine(folder.Root, "index.db"));
            using var expected = new VolatileMemoryIndex();
            for (int number = 0; number < count; number++)
            {
                Submit(number, index, expected);
            }

            byte[] bytes = File.ReadAllBytes(log);
            at = 1 + (at % (bytes.Length - 1));
            Damage(log, bytes, at, damage);
            bool isWhole = index.CatchUp();

            Assert.True(!isWhole || index.Digest() == expected.Digest(), "a gap was not told");
            index.CatchUp();
            Submit(7, index, expected);
            _ = index.CatchUp();
            Assert.Equal(expected.StampOf(Entries.Of(7, "").Key), index.StampOf(Entries.Of(7, "").Key));
        },
        iter: 100);

    [Fact]
    public void CatchUp_LogDeleted_TellsOfItOnce()
    {
        using SqliteMemoryIndex index = Open(IndexPath);
        using var expected = new VolatileMemoryIndex();
        Submit(1, index, expected);
        AssertCaughtUp(expected, index);
        File.Delete(LogPath);
        Submit(2, index);

        Assert.False(index.CatchUp());

        Submit(3, index);
        Assert.True(index.CatchUp());
        Assert.NotNull(index.StampOf(Entries.Of(3, "").Key));
    }

    [Fact]
    public void Submit_MuchThatWasTakenIn_FillsTheLogAnew()
    {
        using SqliteMemoryIndex index = Open(IndexPath);
        using SqliteMemoryIndex other = Open(IndexPath);
        using var expected = new VolatileMemoryIndex();
        string words = string.Join(' ', Enumerable.Range(0, 20_000));
        long longest = 0;
        for (int number = 0; number < 60; number++)
        {
            IndexChange change = Put(index, number, words);
            index.Submit([change]);
            expected.Submit([Put(expected, number, words)]);
            Assert.True((number % 2 == 0 ? index : other).CatchUp());
            longest = Math.Max(longest, new FileInfo(LogPath).Length);
        }

        AssertCaughtUp(expected, index);
        AssertCaughtUp(expected, other);
        Assert.InRange(longest, 4 << 20, 6 << 20);
        Assert.True(new FileInfo(LogPath).Length <= longest);
    }

    [Fact]
    public void Submit_MuchThatNobodyReads_IsTakenInMeanwhile()
    {
        string words = string.Join(' ', Enumerable.Range(0, 2000));
        using (SqliteMemoryIndex index = Open(IndexPath))
        {
            for (int number = 0; number < 400; number++)
            {
                index.Submit([Put(index, number, words)]);
            }
        }

        using var log = new IndexLog(LogPath);
        LogHeader header = log.Look()!.Value;
        Assert.Equal(header.Epoch, header.Taken.Epoch);
        Assert.InRange(header.Taken.Offset, LogHeader.Length + 1, header.End);
    }

    [Fact]
    public void Submit_ABatchOfThousands_IsTakenInWhole()
    {
        using SqliteMemoryIndex index = Open(IndexPath);
        using var expected = new VolatileMemoryIndex();
        string words = string.Join(' ', Enumerable.Range(0, 300));
        index.Submit([.. Enumerable.Range(0, 1500).Select(number => Put(index, number, words))]);
        expected.Submit([.. Enumerable.Range(0, 1500).Select(number => Put(expected, number, words))]);

        AssertCaughtUp(expected, index);
    }

    [Fact]
    public void LoggedChange_OfAMemoryWithEverything_IsReadAsItWasWritten()
    {
        MemoryEntry entry = Entries.Of(1, "see [[Other]] and [[More|shown]]", MemoryFolder.Archive, ["red", "数据"], "Tïtle: 🙂") with
        {
            IdempotencyKey = "key-1",
            Stamp = new RecordStamp(long.MaxValue, 42, -7),
            Problem = new RecordProblem("a quote is open", 3),
            Relations = [new Relation { Target = "x.md", Type = RelationKind.Supersedes, Description = "not kept" }],
        };
        var document = new DocumentAnalyzer().Analyze(entry);
        var writer = new ByteWriter();
        LoggedChange.Write(writer, IndexChange.Put(document));
        LoggedChange.Write(writer, new IndexChange(entry.Key, null));

        var reader = new ByteReader(writer.Written);
        var read = (AnalyzedDocument)LoggedChange.Read(ref reader).Entry!;
        IndexChange removed = LoggedChange.Read(ref reader);

        Assert.True(reader.IsAtEnd);
        Assert.Equal(new IndexChange(entry.Key, null), removed);
        Assert.Equal(document.Terms, read.Terms);
        Assert.Equal(["Other", "More"], read.WikiLinks);
        Assert.Equal(entry.Tags, read.Entry.Tags);
        Relation relation = Assert.Single(read.Entry.Relations);
        Assert.Equal(("x.md", RelationKind.Supersedes), (relation.Target, relation.Type));
        Assert.Equal(
            entry with { Content = "", Tags = [], Relations = [] },
            read.Entry with { Tags = [], Relations = [] });
    }

    private SqliteMemoryIndex Open(string path) => new(new IndexFile(path), _workers);

    private static IndexChange Put(IMemoryIndex index, int number, string text) =>
        IndexChange.Put(index.Analyze(Entries.Of(number, text) with { Stamp = new RecordStamp(number, text.Length, 1) }));

    // Every third change of a number removes it.
    private static void Submit(int number, params ReadOnlySpan<IMemoryIndex> indexes)
    {
        foreach (IMemoryIndex index in indexes)
        {
            index.Submit(number % 3 == 2 ? [new IndexChange(Entries.Of(number - 1, "").Key, null), Put(index, number, "two")] : [Put(index, number, $"text {number}")]);
        }
    }

    private static void Update(IMemoryIndex index, int number)
    {
        using IIndexUpdate update = index.BeginUpdate();
        Put(index, number, "from outside").ApplyTo(update);
        update.Commit();
    }

    private static void AssertCaughtUp(VolatileMemoryIndex expected, SqliteMemoryIndex index)
    {
        Assert.True(index.CatchUp());
        Assert.Equal(expected.Digest(), index.Digest());
        var all = new IndexFilter { IncludeArchived = true };
        Assert.Equal(
            expected.List(all, MemorySort.Created, 10_000).Memories.Select(static memory => memory.Key),
            index.List(all, MemorySort.Created, 10_000).Memories.Select(static memory => memory.Key));
        Assert.Equal(
            expected.Search(QueryParser.Parse("text"), all, 10_000).Total, index.Search(QueryParser.Parse("text"), all, 10_000).Total);
    }

    private static void Damage(string path, byte[] bytes, int at, int damage)
    {
        switch (damage)
        {
            case 0:
                bytes[at] ^= 0x55;
                File.WriteAllBytes(path, bytes);
                break;
            case 1:
                File.WriteAllBytes(path, bytes[..at]);
                break;
            default:
                bytes.AsSpan(at).Clear();
                File.WriteAllBytes(path, bytes);
                break;
        }
    }
}
