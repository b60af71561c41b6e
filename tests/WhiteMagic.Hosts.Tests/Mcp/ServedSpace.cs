using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using WhiteMagic.Mcp;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>A server on pipes in this process, and its client's side of them.</summary>
internal sealed class ServedSpace : IAsyncDisposable
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _fromServer = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly StreamReader _answers;
    private readonly StringWriter _log = new();
    private McpClient? _client;

    public ServedSpace(Func<McpServerSettings, McpServerSettings>? change = null)
    {
        var settings = new McpServerSettings
        {
            OpenSpaces = _ =>
            {
                Opened++;
                return new(Spaces);
            },
            Input = _toServer.Reader.AsStream(),
            Output = _fromServer.Writer.AsStream(),
            Log = TextWriter.Synchronized(_log),
            Version = "1.2.3",
        };
        _answers = new StreamReader(_fromServer.Reader.AsStream(), Encoding.UTF8);
        Running = WhiteMagicMcpServer.RunAsync(change?.Invoke(settings) ?? settings, _stop.Token);
    }

    public HookedSpaces Spaces { get; } = new();

    public int Opened { get; private set; }

    public Task Running { get; }

    public string Log => _log.ToString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Connects the SDK's own client, which speaks the newest revision unless told otherwise.</summary>
    public async Task<McpClient> ConnectAsync(string? protocolVersion = null) => _client ??= await McpClient.CreateAsync(
        new StreamClientTransport(_toServer.Writer.AsStream(), _fromServer.Reader.AsStream()),
        new McpClientOptions { ProtocolVersion = protocolVersion },
        cancellationToken: Cancellation);

    public async Task InitializeAsync()
    {
        await SendAsync("""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        await ReceiveAsync();
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
    }

    public Task SendAsync(string line) => SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _toServer.Writer.WriteAsync(bytes, Cancellation);
    }

    public async Task<JsonElement> ReceiveAsync()
    {
        string line = await _answers.ReadLineAsync(Cancellation) ?? throw new EndOfStreamException("The server said no more.");
        return JsonElement.Parse(line);
    }

    public async Task<JsonElement> AskAsync(string line)
    {
        await SendAsync(line);
        return await ReceiveAsync();
    }

    public Task<JsonElement> CallAsync(int id, string tool, string arguments) =>
        AskAsync(ToolCall(id, tool, arguments));

    public static string ToolCall(int id, string tool, string arguments) =>
        $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}}}""";

    public void EndInput() => _toServer.Writer.Complete();

    public void Stop() => _stop.Cancel();

    public async Task<MemoryId> RememberAsync(string title, string content = "Some text.", params string[] tags) =>
        (await (await OpenAsync()).CreateAsync(new MemoryDraft { Title = title, Content = content, Tags = tags }, Cancellation)).Filename;

    /// <summary>Opens a space beside the server; the default one unless named.</summary>
    public ValueTask<IMemorySpace> OpenAsync(string? name = null) => Spaces.OpenAsync(SpaceName.Parse(name), Cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        await _toServer.Writer.CompleteAsync();
        await Running;
        await _fromServer.Writer.CompleteAsync();
        _answers.Dispose();
        _stop.Dispose();
        await _log.DisposeAsync();
    }
}
