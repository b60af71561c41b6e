using WhiteMagic.Context;
using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>Keeps a page of a list within a number of memories and of tokens; the rest is on the next page.</summary>
internal static class ListBudget
{
    public static IReadOnlyList<IndexedMemory> Fit(IReadOnlyList<IndexedMemory> memories, int limit, int? maxTokens)
    {
        int count = Math.Min(memories.Count, limit);
        if (maxTokens is not { } left)
        {
            return [.. memories.Take(count)];
        }

        int kept = 0;
        while (kept < count && (left -= Cost(memories[kept])) >= 0)
        {
            kept++;
        }

        return kept > 0 || count == 0
            ? [.. memories.Take(kept)]
            : throw new InvalidInputException("max_tokens", $"is too small for the next entry; give {Cost(memories[0])} or more");
    }

    private static int Cost(IndexedMemory memory) =>
        TokenCounter.Count(memory.Key.Id.Value) + TokenCounter.Count(memory.Title) + TokenCounter.Count(string.Join(", ", memory.Tags)) + 8;
}
