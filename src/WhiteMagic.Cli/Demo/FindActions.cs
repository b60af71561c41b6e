using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Demo;

/// <summary>Finds imported notes in the ways people and agents ask.</summary>
internal static class FindActions
{
    // The repository's docs grow and speak of searching too, so a note need not come first.
    private const int Near = 3;

    public static IReadOnlyList<DemoAction> All { get; } =
    [
        Search("ask a question", "why do seat holds live in PostgreSQL?", "Why seat holds live in PostgreSQL and not in Redis"),
        Search("search in Japanese", "改札機 QRコード", "港の改札機でQRコードが読めない問題"),
        Search("leave the accents out", "cafe ete", "Café Été can't be booked: names with accents 🚢"),
        Search("search for an emoji", "🎻", "Café Été can't be booked: names with accents 🚢"),
        new("filter: tag:scanner -ed25519", FilterAsync),
        new("survive a broken query", SurviveAsync),
        new("read just the passage found", ReadPassageAsync),
    ];

    private static DemoAction Search(string name, string query, string title) => new(name, async (session, cancellationToken) =>
    {
        IReadOnlyList<string> found = await session.SearchAsync(query, cancellationToken).ConfigureAwait(false);
        int place = found.ToList().IndexOf(session.IdOf(title)) + 1;
        WrongResultException.ThrowUnless(place is > 0 and <= Near, $"{title} among the first {Near}", string.Join(", ", found));
        return $"no. {place}: {title}";
    });

    private static async Task<string> FilterAsync(DemoSession session, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> found = await session.SearchAsync("tag:scanner -ed25519", cancellationToken).ConfigureAwait(false);
        string[] right = [.. session.Imported.Where(note => IsRight(note.Value)).Select(note => note.Key)];
        WrongResultException.ThrowUnless(right.ToHashSet(StringComparer.Ordinal).SetEquals(found), string.Join(", ", right), string.Join(", ", found));
        return $"exactly the {found.Count} there are";
    }

    private static bool IsRight(MemoryDraft note) =>
        note.Tags.Any(tag => tag == "scanner") && !note.Content.Contains("ed25519", StringComparison.OrdinalIgnoreCase);

    private static async Task<string> SurviveAsync(DemoSession session, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> found = await session.SearchAsync("\"hold (* NEAR/ AND -~^{", cancellationToken).ConfigureAwait(false);
        return $"no error, {found.Count} found";
    }

    private static async Task<string> ReadPassageAsync(DemoSession session, CancellationToken cancellationToken)
    {
        var query = new JsonObject { ["query"] = "who is waiting for a lock migration", ["granularity"] = "passage", ["limit"] = 1 };
        JsonElement found = await session.CallAsync("search_memories", query, cancellationToken).ConfigureAwait(false);
        JsonElement passage = found.GetProperty("passages")[0];
        string filename = passage.GetProperty("filename").GetString()!;
        string lines = $"{passage.GetProperty("start_line").GetInt32()}-{passage.GetProperty("end_line").GetInt32()}";
        session.Tokens = 0;
        JsonElement read = await session.CallAsync("fast_read_memory", new JsonObject { ["filename"] = filename, ["lines"] = lines }, cancellationToken)
            .ConfigureAwait(false);
        string text = read.GetProperty("text").GetString()!;
        bool right = filename == session.IdOf("Retrospective: the Midsummer outage") && text.Contains("lock", StringComparison.Ordinal);
        WrongResultException.ThrowUnless(right, "lines of the outage's retrospective about a lock", $"{filename} {lines}: {text}");
        return $"lines {lines} of {read.GetProperty("total_lines").GetInt32()}";
    }
}
