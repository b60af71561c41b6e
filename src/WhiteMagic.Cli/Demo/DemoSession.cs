using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteMagic.Cli.Settings;
using WhiteMagic.Context;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Cli.Demo;

/// <summary>What the steps of one demo share: the folder, the server, and what earlier steps made.</summary>
internal sealed class DemoSession(WmHost host, DemoFolder folder) : IAsyncDisposable
{
    private readonly WmHost _host = host with { Home = folder.Home, Environment = _ => null };
    private ToolServer? _server;

    public DemoFolder Folder => folder;

    public TimeProvider Time => host.Time;

    public Dictionary<string, MemoryDraft> Imported { get; } = new(StringComparer.Ordinal);

    /// <summary>The memory the agent's steps create and work on.</summary>
    public string Created { get; set; } = "";

    public List<DemoContext> Contexts { get; } = [];

    /// <summary>The tokens of what the current step gave a model to read.</summary>
    public int Tokens { get; set; }

    public ToolServer Server => _server ?? throw new WmException("the server did not start");

    public StoreSettings Store => EffectiveSettings.Load(_host).ForStore(_host, folder.Store);

    public IMemorySpaces OpenStore() => _host.OpenStore(Store);

    public ToolServer StartServer() => _server = ToolServer.Start([.. host.Self, "mcp", "--base-dir", folder.Store], folder);

    /// <summary>Gives the id a note got when it was imported.</summary>
    public string IdOf(string title) => Imported.FirstOrDefault(note => note.Value.Title == title).Key
        ?? throw new WmException($"'{title}' was not imported");

    /// <summary>Gives a note's title; a file that was not imported goes by its name.</summary>
    public string TitleOf(string id) => Imported.TryGetValue(id, out MemoryDraft? note) ? note.Title : id;

    /// <summary>Calls a tool that must succeed, and gives its structured result.</summary>
    public async Task<JsonElement> CallAsync(string tool, JsonObject arguments, CancellationToken cancellationToken)
    {
        ToolAnswer answer = await AskAsync(tool, arguments, cancellationToken).ConfigureAwait(false);
        WrongResultException.ThrowUnless(!answer.IsError, $"{tool} succeeds", answer.Text);
        return answer.Structured;
    }

    /// <summary>Calls a tool, whatever comes of it.</summary>
    public async Task<ToolAnswer> AskAsync(string tool, JsonObject arguments, CancellationToken cancellationToken)
    {
        ToolAnswer answer = await Server.CallAsync(tool, arguments, cancellationToken).ConfigureAwait(false);
        Tokens += TokenCounter.Count(answer.Text);
        return answer;
    }

    /// <summary>Searches and gives the ids found, best first.</summary>
    public async Task<IReadOnlyList<string>> SearchAsync(string query, CancellationToken cancellationToken)
    {
        JsonElement found = await CallAsync("search_memories", new JsonObject { ["query"] = query }, cancellationToken).ConfigureAwait(false);
        return [.. found.GetProperty("matches").EnumerateArray().Select(match => match.GetProperty("filename").GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }
    }
}
