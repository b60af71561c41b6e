using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteMagic.Cli.Demo;

/// <summary>Does what an agent does in a day's work: writes, corrects, links, puts away.</summary>
internal static class AgentActions
{
    private const string Title = "Bicycle hooks: what the harbour office counted";
    private const string Meeting = "Planning meeting, 5 October";
    private const string Content = "Ola counted 40 hooks on Saga and 24 on Brage. We sell *one ticket per hook*, and none without.\n";
    private const string Finding = "**Since then:** two hooks on Brage are crooked; sell 22 until she is back from the shipyard.";

    public static IReadOnlyList<DemoAction> All { get; } =
    [
        new("create a memory", CreateAsync), new("read it", ReadAsync), new("update it", UpdateAsync), new("refuse a stale update", RefuseStaleAsync),
        new("relate it to a meeting", RelateAsync), new("archive it", ArchiveAsync), new("restore it", RestoreAsync),
    ];

    private static async Task<string> CreateAsync(DemoSession session, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject { ["title"] = Title, ["content"] = Content, ["tags"] = new JsonArray("decision", "capacity") };
        JsonElement receipt = await session.CallAsync("create_memory", arguments, cancellationToken).ConfigureAwait(false);
        session.Created = receipt.GetProperty("filename").GetString()!;
        string file = await File.ReadAllTextAsync(session.Folder.ShortTerm(session.Created), cancellationToken).ConfigureAwait(false);
        WrongResultException.ThrowUnless(file.StartsWith("---\n", StringComparison.Ordinal) && file.Contains(Content, StringComparison.Ordinal), Content, file);
        return $"a file of {file.Length} characters, for any editor";
    }

    private static async Task<string> ReadAsync(DemoSession session, CancellationToken cancellationToken)
    {
        JsonElement memory = await ReadCreatedAsync(session, cancellationToken).ConfigureAwait(false);
        string title = memory.GetProperty("title").GetString()!;
        string content = memory.GetProperty("content").GetString()!;
        WrongResultException.ThrowUnless((title, content) == (Title, Content), $"{Title}: {Content}", $"{title}: {content}");
        return $"the same {content.Length} characters";
    }

    private static async Task<string> UpdateAsync(DemoSession session, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject { ["filename"] = session.Created, ["append"] = Finding, ["add_tags"] = new JsonArray("bicycles") };
        await session.CallAsync("update_memory", arguments, cancellationToken).ConfigureAwait(false);
        JsonElement memory = await ReadCreatedAsync(session, cancellationToken).ConfigureAwait(false);
        string content = memory.GetProperty("content").GetString()!;
        string tags = string.Join(", ", memory.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        bool both = content.StartsWith(Content, StringComparison.Ordinal) && content.Contains(Finding, StringComparison.Ordinal);
        WrongResultException.ThrowUnless(both && tags == "decision, capacity, bicycles", $"{Content}{Finding} [decision, capacity, bicycles]", $"{content} [{tags}]");
        return "a finding and a tag added";
    }

    private static async Task<string> RefuseStaleAsync(DemoSession session, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject { ["filename"] = session.Created, ["content"] = "Everything else is lost.", ["expected_version"] = "an-older-version" };
        ToolAnswer answer = await session.AskAsync("update_memory", arguments, cancellationToken).ConfigureAwait(false);
        JsonElement memory = await ReadCreatedAsync(session, cancellationToken).ConfigureAwait(false);
        bool kept = memory.GetProperty("content").GetString()!.StartsWith(Content, StringComparison.Ordinal);
        WrongResultException.ThrowUnless(answer.IsError && kept, "an error, and the memory as it was", answer.Text);
        return "refused, nothing overwritten";
    }

    private static async Task<string> RelateAsync(DemoSession session, CancellationToken cancellationToken)
    {
        string target = session.IdOf(Meeting);
        var arguments = new JsonObject { ["source"] = session.Created, ["target"] = target, ["relation"] = "informed_by" };
        await session.CallAsync("relate_memories", arguments, cancellationToken).ConfigureAwait(false);
        JsonElement memory = await ReadCreatedAsync(session, cancellationToken).ConfigureAwait(false);
        string relations = memory.GetProperty("relations").GetRawText();
        WrongResultException.ThrowUnless(
            memory.GetProperty("relations").EnumerateArray().Any(
                relation => relation.GetProperty("target").GetString() == target && relation.GetProperty("type").GetString() == "informed_by"),
            $"informed_by {target}", relations);
        return $"informed by {Meeting}";
    }

    private static async Task<string> ArchiveAsync(DemoSession session, CancellationToken cancellationToken)
    {
        await session.CallAsync("delete_memory", new JsonObject { ["filename"] = session.Created }, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> found = await session.SearchAsync("crooked hooks shipyard", cancellationToken).ConfigureAwait(false);
        bool archived = File.Exists(session.Folder.Archived(session.Created)) && !File.Exists(session.Folder.ShortTerm(session.Created));
        WrongResultException.ThrowUnless(
            archived && found.All(id => id != session.Created), "its file in the archive, and no search finds it", archived ? "a search still finds it" : "its file was not moved");
        return "moved, and no search finds it";
    }

    private static async Task<string> RestoreAsync(DemoSession session, CancellationToken cancellationToken)
    {
        await session.CallAsync("restore_memory", new JsonObject { ["filename"] = session.Created }, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> found = await session.SearchAsync("crooked hooks shipyard", cancellationToken).ConfigureAwait(false);
        bool back = File.Exists(session.Folder.ShortTerm(session.Created));
        WrongResultException.ThrowUnless(back && found is [var first, ..] && first == session.Created, "its file back, and found first", back ? "not found first" : "its file is not back");
        return "back, and found first";
    }

    private static Task<JsonElement> ReadCreatedAsync(DemoSession session, CancellationToken cancellationToken) =>
        session.CallAsync("read_memory", new JsonObject { ["filename"] = session.Created }, cancellationToken);
}
