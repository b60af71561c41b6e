using CsCheck;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Index;
using WhiteMagic.Storage.Index.Segments;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Index;

/// <summary>The index on disk, however it came to be what it is, answers as one that walks all memories.</summary>
public sealed class SegmentTests
{
    private static readonly string[] Words = ["lock", "write", "ahead", "数据库", "字", "getUserName", "café", "2026", "alpha", "beta"];

    private static readonly string[] Tags = ["red", "blue"];

    private static readonly Gen<string> Text = Gen.OneOf(Words).Array[0, 12].Select(static words => string.Join(' ', words));

    private static readonly Gen<(int Number, int Folder, string Text, string[] Tags)[]> Puts =
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 3], Text, Gen.OneOf(Tags).Array[0, 2]).Array[0, 30];

    private static readonly Gen<string> Query = Gen.Select(
        Gen.OneOf((string[])["", "\"", "-", "-\""]), Gen.OneOf(Words).Array[1, 2])
        .Select(static (mark, words) => mark + string.Join(' ', words) + (mark.EndsWith('"') ? "\"" : ""))
        .Array[1, 3].Select(static parts => string.Join(' ', parts));

    private readonly WorkerPool _workers = new SpaceOptions().Workers.Io;

    [Fact]
    public void Search_AfterAnyUpdates_AnswersAsTheWalkOverAll() => Gen.Select(Puts.Array[1, 8], Query, Gen.Int[0, 5], Gen.Int[1, 20]).Sample(
        (updates, query, filter, limit) =>
        {
            using var volatileIndex = new VolatileMemoryIndex();
            using var index = new SqliteMemoryIndex(new IndexFile(IndexFile.Private), _workers);
            foreach ((int Number, int Folder, string Text, string[] Tags)[] puts in updates)
            {
                Update(volatileIndex, puts);
                Update(index, puts);
            }

            AssertSame(volatileIndex, index, query, Filter(filter), limit);
        },
        iter: 400);

    [Fact]
    public void Search_OfManySmallUpdates_AnswersTheSameBeforeAndAfterMerging()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "index.db");
        using var volatileIndex = new VolatileMemoryIndex();
        using (var index = new SqliteMemoryIndex(new IndexFile(path), _workers))
        {
            Fill(200, volatileIndex, index);
        }

        // Closing waits for what merges beside the writes.
        using var reopened = new SqliteMemoryIndex(new IndexFile(path), _workers);
        Assert.Equal("ok", reopened.Verify());
        foreach (string query in (string[])["lock", "\"write ahead\"", "数据库 -alpha", "字", "café 2026"])
        {
            for (int filter = 0; filter < 6; filter++)
            {
                AssertSame(volatileIndex, reopened, query, Filter(filter), 50);
            }
        }

        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using Microsoft.Data.Sqlite.SqliteCommand count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM segments";
        Assert.InRange((long)count.ExecuteScalar()!, 1, 100);
    }

    [Fact]
    public void Search_OfAWordThatMoreHaveThanAreScored_KnowsHowManyThereAre()
    {
        const int Many = 70_000;
        using var index = new SqliteMemoryIndex(new IndexFile(IndexFile.Private), _workers);
        using (IIndexUpdate update = index.BeginUpdate())
        {
            for (int number = 0; number < Many; number++)
            {
                update.Put(index.Analyze(Entries.Of(number, number % 1000 == 1 ? "common rare" : "common")));
            }

            update.Commit();
        }

        IndexHits common = index.Search(QueryParser.Parse("common"), new IndexFilter(), 5);
        Assert.Equal(Many, common.Total);
        Assert.Equal("69999", common.Hits[0].Memory.Title);
        IndexHits rare = index.Search(QueryParser.Parse("rare common"), new IndexFilter(), 100);
        Assert.All(rare.Hits.Take(70), static hit => Assert.EndsWith("001", hit.Memory.Title.PadLeft(6, '0'), StringComparison.Ordinal));
        Assert.Equal(70, index.Search(QueryParser.Parse("rare"), new IndexFilter(), 100).Total);
        Assert.Equal(Many - 70, index.Search(QueryParser.Parse("-rare"), new IndexFilter(), 5).Total);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Search_AfterAMergeThatWasCutShort_FindsTheSame_AndTheNextMergeCleansUp(int writes)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "index.db");
        using var expected = new VolatileMemoryIndex();
        var everything = new IndexFilter { IncludeArchived = true };
        using (var index = new SqliteMemoryIndex(new IndexFile(path), _workers))
        using (var claim = new LockFile(path + ".upkeep"))
        {
            // Whoever holds this is the one who merges.
            Assert.True(claim.TryLock());
            Fill(100, index, expected);
            using var connection = new IndexConnection(path, new SegmentCache());
            int left = writes;
            var merge = new SegmentMerge(connection, work =>
            {
                if (left-- == 0)
                {
                    throw new InvalidOperationException("the power went");
                }

                connection.BeginWrite();
                work();
                connection.Run("COMMIT");
            });

            Assert.Throws<InvalidOperationException>(merge.Run);
            AssertSame(expected, index, "alpha beta", everything, 50);
            Fill(80, index, expected);
            AssertSame(expected, index, "alpha beta", everything, 50);

            left = int.MaxValue;
            merge.Run();
            AssertSame(expected, index, "alpha beta", everything, 50);
            Assert.Equal(0, connection.Number("SELECT count(*) FROM segments WHERE documents = 0"));
            Assert.Equal(0, connection.Number("SELECT count(*) FROM chunks WHERE (id >> 20) NOT IN (SELECT id FROM segments)"));
        }

        using var reopened = new SqliteMemoryIndex(new IndexFile(path), _workers);
        AssertSame(expected, reopened, "alpha beta", everything, 50);
    }

    [Fact]
    public void Search_AfterAByteOfASegmentIsLost_IsToldByVerify()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Root, "index.db");
        using (var index = new SqliteMemoryIndex(new IndexFile(path), _workers))
        {
            Fill(20, index);
        }

        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using Microsoft.Data.Sqlite.SqliteCommand damage = connection.CreateCommand();
            damage.CommandText = "UPDATE chunks SET data = x'00' || substr(data, 2) WHERE id = (SELECT max(id) FROM chunks)";
            damage.ExecuteNonQuery();
        }

        using var damaged = new SqliteMemoryIndex(new IndexFile(path), _workers);
        Assert.StartsWith("damaged", damaged.Verify(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WhileSegmentsAreMerged_FindsNoDamage()
    {
        using var folder = new TemporaryFolder();
        for (int round = 0; round < 3; round++)
        {
            string path = Path.Combine(folder.Root, $"{round}.db");
            using var index = new SqliteMemoryIndex(new IndexFile(path), _workers);
            using var claim = new LockFile(path + ".upkeep");
            Assert.True(claim.TryLock());
            // A large segment takes long to look at; meanwhile small ones behind it go.
            Update(index, [.. Enumerable.Range(1000, 6000).Select(static number => (number, 0, string.Join(' ', Enumerable.Range(number, 60)), Tags))]);
            Fill(150, index);
            using var connection = new IndexConnection(path, new SegmentCache());
            var merge = new SegmentMerge(connection, work =>
            {
                connection.BeginWrite();
                work();
                connection.Run("COMMIT");
            });
            Task merging = Task.Run(merge.Run, TestContext.Current.CancellationToken);

            do
            {
                Assert.Equal("ok", index.Verify());
            }
            while (!merging.IsCompleted);

            await merging;
        }
    }

    private static void Fill(int updates, params ReadOnlySpan<IMemoryIndex> indexes)
    {
        var random = new Random(7);
        for (int i = 0; i < updates; i++)
        {
            (int, int, string, string[])[] puts =
            [
                .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (
                    random.Next(120),
                    random.Next(4),
                    string.Join(' ', random.GetItems(Words, random.Next(1, 9))),
                    random.GetItems(Tags, random.Next(0, 2)))),
            ];
            foreach (IMemoryIndex index in indexes)
            {
                Update(index, puts);
            }
        }
    }

    // Folder 3 removes the memory from where it may be.
    private static void Update(IMemoryIndex index, (int Number, int Folder, string Text, string[] Tags)[] puts)
    {
        using IIndexUpdate update = index.BeginUpdate();
        foreach ((int number, int folder, string text, string[] tags) in puts)
        {
            MemoryEntry entry = Entries.Of(number, text, (MemoryFolder)(folder % 3), [.. tags.Distinct()]);
            if (folder == 3)
            {
                update.Remove(entry.Key);
            }
            else
            {
                update.Put(index.Analyze(entry));
            }
        }

        update.Commit();
    }

    private static IndexFilter Filter(int number) => number switch
    {
        0 => new IndexFilter { IncludeArchived = true },
        1 => new IndexFilter { Tags = ["red"] },
        2 => new IndexFilter { ExcludedTags = ["red"], IncludeArchived = true },
        3 => new IndexFilter { Kind = MemoryKind.LongTerm },
        4 => new IndexFilter { Since = new(2026, 1, 1, 0, 10, 0, TimeSpan.Zero), Until = new(2026, 1, 1, 0, 40, 0, TimeSpan.Zero) },
        _ => new IndexFilter(),
    };

    private static void AssertSame(VolatileMemoryIndex expected, SqliteMemoryIndex actual, string query, IndexFilter filter, int limit)
    {
        ParsedQuery parsed = QueryParser.Parse(query);
        IndexHits all = expected.Search(parsed, filter, limit);
        IndexHits found = actual.Search(parsed, filter, limit);
        Assert.Equal(all.Total, found.Total);
        Assert.Equal(expected.Digest(), actual.Digest());
        Assert.Equal(
            all.Hits.Select(static hit => (hit.Memory.Key, Math.Round(hit.Score, 9))),
            found.Hits.Select(static hit => (hit.Memory.Key, Math.Round(hit.Score, 9))));
    }
}
