using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WhiteMagic.Context;

/// <summary>Keeps lists within a number of tokens, counted as the JSON that the caller gets.</summary>
internal static class JsonBudget
{
    // What parts it from the next.
    private const int Separator = 1;

    public static int Cost<T>(T item, JsonTypeInfo<T> type) => TokenCounter.Count(JsonSerializer.Serialize(item, type)) + Separator;

    /// <summary>Gives the first items that fit together, and takes their tokens off.</summary>
    public static IReadOnlyList<T> Take<T>(IReadOnlyList<T> items, JsonTypeInfo<T> type, ref int left)
    {
        int kept = 0;
        for (; kept < items.Count; kept++)
        {
            int cost = Cost(items[kept], type);
            if (cost > left)
            {
                left = 0;
                break;
            }

            left -= cost;
        }

        return kept == items.Count ? items : [.. items.Take(kept)];
    }
}
