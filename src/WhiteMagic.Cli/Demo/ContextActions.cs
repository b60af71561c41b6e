using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteMagic.Context;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Demo;

/// <summary>Asks for the whole: context packages, tags, and what a consolidation would do.</summary>
internal static class ContextActions
{
    private const int MinAgeDays = 7;

    private static readonly string[] PromoteTags = ["heuristic", "pattern", "proven", "decision", "insight"];

    public static IReadOnlyList<DemoAction> All { get; } =
    [
        Package(0, "context, tier 0: a glance"), Package(1, "context, tier 1: a start"), Package(2, "context, tier 2: in depth"),
        new("list the tags", ListTagsAsync), new("plan a consolidation", PlanAsync),
    ];

    private static DemoAction Package(int tier, string name) => new(name, async (session, cancellationToken) =>
    {
        JsonElement package = await session.CallAsync("get_context", new JsonObject { ["tier"] = tier }, cancellationToken).ConfigureAwait(false);
        string text = package.GetProperty("text").GetString()!;
        int tokens = package.GetProperty("tokens").GetInt32();
        int budget = package.GetProperty("budget").GetInt32();
        string[] titles = [.. package.GetProperty("filenames").EnumerateArray().Select(name => session.TitleOf(name.GetString()!))];
        int memories = titles.Length;
        session.Contexts.Add(new DemoContext { Tier = tier, Memories = memories, Tokens = tokens, Budget = budget, Text = text, Titles = titles });
        string result = string.Create(CultureInfo.InvariantCulture, $"{memories} memories, {tokens:N0} of {budget:N0} tokens");
        bool right = memories > 0 && tokens <= budget && tokens == TokenCounter.Count(text);
        WrongResultException.ThrowUnless(right, $"memories in at most {budget} tokens, counted right", $"{result} (counted again: {TokenCounter.Count(text)})");
        return result;
    });

    private static async Task<string> ListTagsAsync(DemoSession session, CancellationToken cancellationToken)
    {
        JsonElement report = await session.CallAsync("list_tags", [], cancellationToken).ConfigureAwait(false);
        Dictionary<string, int> listed = report.GetProperty("tags").EnumerateArray().ToDictionary(
            tag => tag.GetProperty("tag").GetString()!, tag => tag.GetProperty("count").GetInt32(), StringComparer.Ordinal);
        int debugging = session.Imported.Values.Count(note => note.Tags.Any(tag => tag == "debugging"));
        int listedDebugging = listed.GetValueOrDefault("debugging");
        string[] missing = [.. session.Imported.Values.SelectMany(note => note.Tags).Append("bicycles").Where(tag => !listed.ContainsKey(tag))];
        string result = $"{listed.Count} tags, 'debugging' on {listedDebugging}";
        WrongResultException.ThrowUnless(
            missing.Length == 0 && listedDebugging == debugging, $"every tag, 'debugging' on {debugging}", $"{result}, without {string.Join(", ", missing)}");
        return result;
    }

    private static async Task<string> PlanAsync(DemoSession session, CancellationToken cancellationToken)
    {
        DateTimeOffset limit = session.Time.GetUtcNow().AddDays(-MinAgeDays);
        ILookup<bool, string> old = session.Imported
            .Where(note => note.Value.Type == MemoryKind.ShortTerm && note.Value.Created < limit)
            .ToLookup(note => note.Value.Tags.Any(tag => PromoteTags.Any(telling => telling == tag)), note => note.Key);
        string before = await FingerprintAsync(session.Folder, cancellationToken).ConfigureAwait(false);
        var arguments = new JsonObject { ["dry_run"] = true, ["min_age_days"] = MinAgeDays };
        JsonElement plan = await session.CallAsync("consolidate", arguments, cancellationToken).ConfigureAwait(false);
        string after = await FingerprintAsync(session.Folder, cancellationToken).ConfigureAwait(false);
        HashSet<string?> promoted = [.. plan.GetProperty("promoted").EnumerateArray().Select(id => id.GetString())];
        HashSet<string?> archived = [.. plan.GetProperty("archived").EnumerateArray().Select(id => id.GetString())];
        WrongResultException.ThrowUnless(
            promoted.SetEquals(old[true]) && archived.SetEquals(old[false]),
            $"{old[true].Count()} to promote, {old[false].Count()} to merge", $"{promoted.Count} to promote, {archived.Count} to merge");
        WrongResultException.ThrowUnless(before == after, "no file changed by a plan", "files changed");
        return $"{promoted.Count} to promote, {archived.Count} to merge, none touched";
    }

    private static async Task<string> FingerprintAsync(DemoFolder folder, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.EnumerateFiles(folder.Memories, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
