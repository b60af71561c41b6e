using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using WhiteMagic.Context;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Prompts;

/// <summary>Offers what a person most often asks of a memory as prompts; those that recall bring the memories with them.</summary>
internal sealed class MemoryPrompts(LazySpaces spaces, McpServerSettings settings)
{
    private static readonly Prompt[] Prompts =
    [
        Describe("remember", "Remember", "Save something for later conversations", Argument("content", "What to remember", required: true), Argument("tags", "Tags, separated by commas")),
        Describe("recall", "Recall", "Bring up what is known about a topic", Argument("topic", "What to recall", required: true)),
        Describe("resume", "Resume", "Take up earlier work where it was left", Argument("topic", "What the work is about")),
        Describe("consolidate", "Consolidate", "Tidy old short-term memories", Argument("min_age_days", "Age in days from which one is old (7)")),
    ];

    public static ValueTask<ListPromptsResult> ListAsync(RequestContext<ListPromptsRequestParams> request, CancellationToken cancellationToken)
    {
        Paging.RequireNone(request.Params?.Cursor);
        return ValueTask.FromResult(Caching.Stable(request, new ListPromptsResult { Prompts = Prompts }));
    }

    public async ValueTask<GetPromptResult> GetAsync(RequestContext<GetPromptRequestParams> request, CancellationToken cancellationToken)
    {
        string name = request.Params?.Name ?? string.Empty;
        Prompt prompt = Prompts.FirstOrDefault(prompt => string.Equals(prompt.Name, name, StringComparison.Ordinal)) ?? throw Unknown(name);
        Dictionary<string, string> arguments = Read(prompt, request.Params?.Arguments);
        try
        {
            string text = await WriteAsync(name, arguments, cancellationToken);
            return new GetPromptResult
            {
                Description = prompt.Description,
                Messages = [new PromptMessage { Role = Role.User, Content = new TextContentBlock { Text = text } }],
            };
        }
        catch (Exception e) when (Failures.IsOurs(e, cancellationToken))
        {
            McpErrorCode code = e is InvalidInputException ? McpErrorCode.InvalidParams : McpErrorCode.InternalError;
            throw new McpProtocolException(await settings.ExplainAsync(e, $"prompts/get {name}"), e, code);
        }
    }

    private static Prompt Describe(string name, string title, string description, params PromptArgument[] arguments) =>
        new() { Name = name, Title = title, Description = description, Arguments = arguments };

    private static PromptArgument Argument(string name, string description, bool required = false) =>
        new() { Name = name, Description = description, Required = required };

    private static McpProtocolException Unknown(string name) => new(
        $"Unknown prompt: '{(name.Length <= 64 ? name : name[..64])}'; there are {string.Join(", ", Prompts.Select(prompt => prompt.Name))}.",
        McpErrorCode.InvalidParams);

    private static Dictionary<string, string> Read(Prompt prompt, IDictionary<string, JsonElement>? given)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (PromptArgument argument in prompt.Arguments ?? [])
        {
            if (given is not null && given.TryGetValue(argument.Name, out JsonElement value))
            {
                arguments[argument.Name] = value.ValueKind == JsonValueKind.String
                    ? value.GetString()!
                    : throw new McpProtocolException($"{argument.Name}: must be a text", McpErrorCode.InvalidParams);
            }
            else if (argument.Required == true)
            {
                throw new McpProtocolException($"{argument.Name}: is required", McpErrorCode.InvalidParams);
            }
        }

        return arguments;
    }

    private async Task<string> WriteAsync(string name, Dictionary<string, string> arguments, CancellationToken cancellationToken) => name switch
    {
        "remember" => Remember(arguments["content"], arguments.GetValueOrDefault("tags")),
        "recall" => $"""
            Tell me what memory holds about "{arguments["topic"]}". Below is what was found at once; search_memories finds more, read_memory gives a memory whole. Name the memories you rely on, and say so where they are silent or disagree.

            {await ContextAsync(arguments["topic"], cancellationToken)}
            """,
        "resume" => $"""
            Take up the work {(arguments.GetValueOrDefault("topic") is { Length: > 0 } topic ? $"on \"{topic}\" " : string.Empty)}where it was left. Say in a few lines what is decided, what is open and what comes next, then go on. From memory:

            {await ContextAsync(arguments.GetValueOrDefault("topic"), cancellationToken)}
            """,
        _ => Consolidate(arguments.GetValueOrDefault("min_age_days")),
    };

    private static string Remember(string content, string? tags) => $"""
        Remember this for later conversations{(string.IsNullOrWhiteSpace(tags) ? string.Empty : $" (tags: {tags})")}. Search first: if a memory covers it, update that one; else create_memory with a title one would search for, the reason as well as the fact, and tags already in use where they fit. Knowledge to keep is long_term.

        {content}
        """;

    private static string Consolidate(string? minAgeDays) => $"""
        Tidy my memories: call consolidate{(string.IsNullOrWhiteSpace(minAgeDays) ? string.Empty : $" with min_age_days {minAgeDays}")} as a dry run, show me briefly what would be promoted and merged, and carry it out with dry_run false only after I agree.
        """;

    private async Task<string> ContextAsync(string? topic, CancellationToken cancellationToken)
    {
        IMemorySpace space = await spaces.OpenAsync(null, cancellationToken);
        ContextPackage package = await space.GetContextAsync(new ContextRequest { Tier = ContextTier.Balanced, Query = topic }, cancellationToken);
        return package.Text;
    }
}
