using ModelContextProtocol.Protocol;

namespace WhiteMagic.Mcp.Tools;

/// <summary>The tools a server offers, in a fixed order.</summary>
internal sealed class ToolCatalog
{
    private static readonly string[] Core =
        ["create_memory", "search_memories", "read_memory", "update_memory", "list_memories", "get_context"];

    private readonly Dictionary<string, MemoryTool> _byName;
    private IList<Tool>? _descriptions;

    private ToolCatalog(IEnumerable<MemoryTool> tools) => _byName = tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);

    public IEnumerable<string> Names => _byName.Keys;

    public IList<Tool> Descriptions => _descriptions ??= [.. _byName.Values.Select(tool => tool.Describe())];

    /// <summary>Chooses tools by a profile, or by names of profiles and tools separated by commas.</summary>
    /// <exception cref="InvalidInputException">A name is neither.</exception>
    public static ToolCatalog Select(string profile)
    {
        MemoryTool[] all = All();
        var chosen = new HashSet<MemoryTool>();
        foreach (string name in profile.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            chosen.UnionWith(Named(name, all));
        }

        return chosen.Count > 0
            ? new ToolCatalog(all.Where(chosen.Contains))
            : throw new InvalidInputException("tools", "names none; give all, core, read-only or names of tools separated by commas");
    }

    public MemoryTool? Find(string? name) => name is not null && _byName.TryGetValue(name, out MemoryTool? tool) ? tool : null;

    private static MemoryTool[] Named(string name, MemoryTool[] all)
    {
        MemoryTool[] named = name switch
        {
            "all" => all,
            "core" => [.. all.Where(tool => Core.Contains(tool.Name, StringComparer.Ordinal))],
            "read-only" => [.. all.Where(tool => tool.Traits.HasFlag(ToolTraits.ReadOnly))],
            _ => [.. all.Where(tool => string.Equals(tool.Name, name, StringComparison.Ordinal))],
        };
        if (named.Length > 0)
        {
            return named;
        }

        string? nearest = Nearest.Of(name, all.Select(tool => tool.Name).Concat(["all", "core", "read-only"]));
        string remedy = nearest is null ? "give all, core, read-only or names of tools separated by commas" : $"did you mean {nearest}?";
        throw new InvalidInputException("tools", $"there is no tool or profile {name}; {remedy}");
    }

    private static MemoryTool[] All() =>
    [
        new CreateMemoryTool(),
        new SearchMemoriesTool(),
        new ReadMemoryTool(),
        new FastReadMemoryTool(),
        new BatchReadMemoriesTool(),
        new ListMemoriesTool(),
        new UpdateMemoryTool(),
        new DeleteMemoryTool(),
        new RestoreMemoryTool(),
        new RelateMemoriesTool(),
        new ListTagsTool(),
        new GetContextTool(),
        new ConsolidateTool(),
        new ClearMemoryCacheTool(),
        new TrackMetricTool(),
        new GetMetricsSummaryTool(),
    ];
}
