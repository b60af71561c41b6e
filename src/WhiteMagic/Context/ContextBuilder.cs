using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Context;

/// <summary>Chooses memories for an agent to begin with and puts them together within a budget of tokens.</summary>
internal sealed class ContextBuilder(MemoryCatalog catalog, MemoryReader reader, MemorySearcher searcher, ContextOptions options)
{
    // The place in each of the two rankings counts alike; 60 is the customary constant of reciprocal rank fusion.
    private const double FusionConstant = 60;

    public async Task<ContextPackage> GetContextAsync(ContextRequest request, CancellationToken cancellationToken)
    {
        int budget = Check(request);
        await catalog.RefreshAsync(cancellationToken).ConfigureAwait(false);
        TierShape shape = TierShape.Of(request.Tier);
        string topic = $"{request.Query} {request.Role}".Trim();
        var text = new ContextText(budget);
        var included = new List<MemoryId>();
        int chosen = 0;
        foreach ((MemoryKind kind, int count, string section) in new[]
        {
            (MemoryKind.ShortTerm, shape.ShortTerm, "Recent memories"),
            (MemoryKind.LongTerm, shape.LongTerm, "Long-term knowledge"),
        })
        {
            text.Begin(section);
            foreach (IndexedMemory memory in Choose(kind, count, topic))
            {
                MemoryEntry? entry = await reader.LoadAsync(memory, cancellationToken).ConfigureAwait(false);
                chosen += entry is null ? 0 : 1;
                if (entry is not null && Add(text, entry, request.Tier, shape))
                {
                    included.Add(entry.Id);
                }
            }
        }

        return new ContextPackage
        {
            Tier = (int)request.Tier,
            Text = text.Text,
            Tokens = TokenCounter.Count(text.Text),
            Budget = budget,
            Filenames = included,
            Omitted = chosen - included.Count,
        };
    }

    private static bool Add(ContextText text, MemoryEntry entry, ContextTier tier, TierShape shape) =>
        tier == ContextTier.Quick ? text.TryAddLine(entry, shape.ItemTokens) : text.TryAddText(entry, shape.ItemTokens);

    private IReadOnlyList<IndexedMemory> Choose(MemoryKind kind, int count, string topic)
    {
        if (count == 0)
        {
            return [];
        }

        var filter = new IndexFilter { Kind = kind };
        IReadOnlyList<IndexedMemory> recent = catalog.Index.List(filter, MemorySort.Created, count * 2).Memories;
        if (topic.Length == 0)
        {
            return [.. recent.Where(static memory => !memory.HasProblem).Take(count)];
        }

        IReadOnlyList<IndexedMemory> relevant = searcher.Rank(topic, filter, count * 2);
        var ranks = new Dictionary<RecordKey, (IndexedMemory Memory, double Score)>();
        AddRanks(ranks, relevant, weight: 2);
        AddRanks(ranks, recent, weight: 1);
        return [.. ranks.Values.Where(static rank => !rank.Memory.HasProblem).OrderByDescending(static rank => rank.Score).Take(count).Select(static rank => rank.Memory)];
    }

    private static void AddRanks(
        Dictionary<RecordKey, (IndexedMemory Memory, double Score)> ranks, IReadOnlyList<IndexedMemory> memories, double weight)
    {
        for (int i = 0; i < memories.Count; i++)
        {
            double score = ranks.TryGetValue(memories[i].Key, out (IndexedMemory Memory, double Score) known) ? known.Score : 0;
            ranks[memories[i].Key] = (memories[i], score + weight / (FusionConstant + i));
        }
    }

    private int Check(ContextRequest request)
    {
        if (!Enum.IsDefined(request.Tier))
        {
            throw new InvalidInputException("tier", $"is {(int)request.Tier}; give 0 (quick), 1 (balanced) or 2 (full)");
        }

        return TextRules.Tokens(request.MaxTokens) ?? options.Budget(request.Tier);
    }
}
