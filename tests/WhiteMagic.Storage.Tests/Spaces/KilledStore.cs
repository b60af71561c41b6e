using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>Knows what a store must hold when processes that write to it are killed: what was answered, and of the rest all or nothing.</summary>
internal sealed class KilledStore(Random random)
{
    private readonly Dictionary<string, KilledMemory> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryFolder> _homes = new(StringComparer.Ordinal);
    private readonly List<KilledOperation> _open = [];
    private int _created;
    private int _consolidated;

    internal Random Random => random;

    internal string Summary => $"{_known.Count} memories, {_consolidated} consolidations";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Thinks up operations, each on a memory of its own, so that each can be judged by itself.</summary>
    internal IReadOnlyList<KilledOperation> Plan(int count)
    {
        string[] titles = [.. _known.Where(static pair => pair.Value.Id is not null).Select(static pair => pair.Key)];
        random.Shuffle(titles);
        var free = new Stack<string>(titles);
        return [.. Enumerable.Range(0, count).Select(_ => free.Count == 0 || random.Next(3) == 0 ? Create() : Change(free.Pop()))];
    }

    /// <summary>Plans to turn what is short-term into long-term memories.</summary>
    internal KilledOperation PlanConsolidation(out int moves)
    {
        KeyValuePair<string, KilledMemory>[] active = [.. _known.Where(static pair => pair.Value.Folder == MemoryFolder.ShortTerm)];
        moves = active.Count(static pair => !pair.Value.Promotes);
        foreach ((string title, _) in active)
        {
            _homes[title] = MemoryFolder.ShortTerm;
        }

        var done = active.ToDictionary(
            static pair => pair.Key,
            static pair => pair.Value with { Folder = pair.Value.Promotes ? MemoryFolder.LongTerm : MemoryFolder.Archive });
        return new KilledOperation("consolidate", done, Merges: moves > 0);
    }

    /// <summary>Takes note of what was answered, by the operation's place; the rest was cut short.</summary>
    internal void Apply(IReadOnlyList<KilledOperation> operations, IReadOnlyDictionary<int, string> answers)
    {
        foreach ((int place, string answer) in answers)
        {
            _consolidated += operations[place].Merges ? 1 : 0;
            foreach ((string title, KilledMemory memory) in operations[place].Done)
            {
                _known[title] = memory.Id is null ? memory with { Id = answer } : memory;
            }
        }

        _open.AddRange(operations.Where((_, place) => !answers.ContainsKey(place)));
    }

    /// <summary>Compares with what the store holds; what was cut short is known afterwards.</summary>
    internal async Task CheckAsync(IMemorySpace space)
    {
        await StoreBench.AssertHealthyAsync(space);
        var entries = new Dictionary<string, MemoryEntry>(StringComparer.Ordinal);
        int consolidated = 0;
        await foreach (MemoryEntry entry in space.ExportAsync(includeArchived: true, Cancel))
        {
            if (entry.Title.StartsWith("Consolidated", StringComparison.Ordinal))
            {
                consolidated++;
            }
            else
            {
                entries.Add(entry.Title, entry);
            }
        }

        foreach (KilledOperation operation in _open)
        {
            Decide(operation, entries);
        }

        _open.Clear();
        Assert.Equal(_known.Keys.Order(StringComparer.Ordinal), entries.Keys.Order(StringComparer.Ordinal));
        Assert.All(_known, pair => Assert.Equal(pair.Value, Seen(entries[pair.Key], pair.Value)));
        Assert.Equal(_consolidated, consolidated);
    }

    // Either all that the operation does is there, or what was before it; the comparison with what is known tells.
    private void Decide(KilledOperation operation, Dictionary<string, MemoryEntry> entries)
    {
        bool isDone = operation.Done.Count > 0 && operation.Done.Any(pair => entries.TryGetValue(pair.Key, out MemoryEntry? entry)
            && Seen(entry, pair.Value) == pair.Value with { Id = entry.Id.Value });
        _consolidated += isDone && operation.Merges ? 1 : 0;
        foreach ((string title, KilledMemory memory) in isDone ? [.. operation.Done] : Array.Empty<KeyValuePair<string, KilledMemory>>())
        {
            _known[title] = memory with { Id = entries[title].Id.Value };
        }
    }

    private static KilledMemory Seen(MemoryEntry entry, KilledMemory expected) =>
        new(entry.Id.Value, entry.Key.Folder, string.Join(' ', entry.Content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), expected.Promotes);

    private KilledOperation Create()
    {
        string title = $"Memory {_created++}";
        MemoryFolder folder = random.Next(3) == 0 ? MemoryFolder.ShortTerm : MemoryFolder.LongTerm;
        string words = string.Join(' ', Enumerable.Range(0, random.Next(1, 400)).Select(i => $"w{_created}x{i}"));
        return One($"create\t{RecordKey.FolderName(folder)}\t{title}\t{words}", title, new KilledMemory(null, folder, words, false));
    }

    private KilledOperation Change(string title)
    {
        KilledMemory memory = _known[title];
        if (memory.Folder == MemoryFolder.Archive)
        {
            MemoryFolder home = _homes.GetValueOrDefault(title, MemoryFolder.ShortTerm);
            return One($"restore\t{memory.Id}", title, memory with { Folder = home });
        }

        if (random.Next(2) == 0)
        {
            _homes[title] = memory.Folder;
            return One($"archive\t{memory.Id}", title, memory with { Folder = MemoryFolder.Archive });
        }

        string more = $"more{random.Next(1000)}";
        bool promotes = memory.Promotes || random.Next(4) == 0;
        return One(
            $"append\t{memory.Id}\t{more}\t{(promotes ? "decision" : "plain")}", title, memory with { Words = $"{memory.Words} {more}", Promotes = promotes });
    }

    private static KilledOperation One(string line, string title, KilledMemory memory) =>
        new(line, new Dictionary<string, KilledMemory>(StringComparer.Ordinal) { [title] = memory });
}
