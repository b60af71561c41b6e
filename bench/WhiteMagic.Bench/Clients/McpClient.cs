using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;

namespace WhiteMagic.Bench.Clients;

/// <summary>Speaks JSON-RPC to an MCP server over its pipes with as little work of its own as can be.</summary>
internal sealed class McpClient : IDisposable
{
    private const string NewestMeta =
        """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"bench","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}
        """;

    private readonly Process _process;
    private readonly Stream _input;
    private readonly LineReader _output;
    private int _lastId;

    private McpClient(Process process)
    {
        _process = process;
        _input = process.StandardInput.BaseStream;
        _output = new LineReader(process.StandardOutput.BaseStream);
    }

    public ProcessMemory Memory => ProcessMemory.Of(_process.Id);

    /// <summary>The descriptor of the server's output, to be waited for; nothing may be buffered of it then.</summary>
    public int OutputDescriptor => (int)((AnonymousPipeClientStream)_process.StandardOutput.BaseStream).SafePipeHandle.DangerousGetHandle();

    /// <summary>Starts a server without speaking to it.</summary>
    public static McpClient Launch(ServerCommand command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command.Program} did not start.");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new McpClient(process);
    }

    /// <summary>Starts a server and agrees on 2025-11-25, as clients in the field do.</summary>
    public static McpClient Start(ServerCommand command)
    {
        var client = Launch(command);
        client.Initialize();
        return client;
    }

    public void Initialize()
    {
        Request(
            "initialize",
            """{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}""");
        Send([.. """{"jsonrpc":"2.0","method":"notifications/initialized"}"""u8, (byte)'\n']);
    }

    public void ListTools() => RequireTools(Request("tools/list", "{}"));

    /// <summary>Asks as a 2026-07-28 client does: no handshake, the server is discovered first.</summary>
    public void DiscoverAndListTools()
    {
        Request("server/discover", $$"""{{{NewestMeta}}}""");
        RequireTools(Request("tools/list", $$"""{{{NewestMeta}}}"""));
    }

    /// <summary>Calls a tool, waits for its answer and gives the structured content.</summary>
    public JsonElement Call(string tool, string arguments) => Answer.StructuredContent(CallRaw(tool, arguments));

    /// <summary>Calls a tool and waits for its answer, which is not looked into.</summary>
    public ReadOnlyMemory<byte> CallRaw(string tool, string arguments) => Ask(Prepare(tool, arguments));

    public PreparedCall Prepare(string tool, string arguments) =>
        Prepare("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}""", ++_lastId);

    /// <summary>Sends a call and waits for its answer, which is not looked into.</summary>
    public ReadOnlyMemory<byte> Ask(PreparedCall call)
    {
        Post(call);
        while (true)
        {
            var (answered, line) = Receive();
            if (answered == call.Id)
            {
                return line;
            }
        }
    }

    /// <summary>Sends a call without waiting; <see cref="Receive"/> tells when its answer has come.</summary>
    public void Post(PreparedCall call) => Send(call.Line);

    /// <summary>The next answer to a call, whichever it is for.</summary>
    public (int Id, ReadOnlyMemory<byte> Line) Receive()
    {
        while (true)
        {
            var line = _output.Read();
            if (Answer.IdOf(line.Span) is { } id)
            {
                return (id, line);
            }
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static void RequireTools(ReadOnlyMemory<byte> line)
    {
        if (line.Span.IndexOf("\"inputSchema\""u8) < 0)
        {
            throw new InvalidOperationException($"The server listed no tools: {Encoding.UTF8.GetString(line.Span)}");
        }
    }

    private static PreparedCall Prepare(string method, string parameters, int id) => new(id, Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""") + "\n"));

    private ReadOnlyMemory<byte> Request(string method, string parameters) => Ask(Prepare(method, parameters, ++_lastId));

    private void Send(byte[] line)
    {
        _input.Write(line);
        _input.Flush();
    }
}
