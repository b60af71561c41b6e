using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteMagic.Cli.Demo;

/// <summary>This program started again as an MCP server, and spoken to as a client does: a line of JSON each way.</summary>
internal sealed class ToolServer : IAsyncDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Task<string> _log;
    private int _lastId;
    private bool _ended;

    private ToolServer(Process process)
    {
        _process = process;
        _log = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a server with the settings of the demo's own home folder.</summary>
    /// <exception cref="WmException">The program cannot be started.</exception>
    public static ToolServer Start(IReadOnlyList<string> command, DemoFolder folder)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            Environment = { ["HOME"] = folder.Home },
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("WM_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        try
        {
            return new ToolServer(Process.Start(start) ?? throw new WmException("the server did not start"));
        }
        catch (Win32Exception error)
        {
            throw new WmException($"the server cannot be started: {error.Message}", error);
        }
    }

    public async Task<ToolAnswer> CallAsync(string tool, JsonObject arguments, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject { ["name"] = tool, ["arguments"] = arguments };
        return ToolAnswer.Read(await RequestAsync("tools/call", parameters, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sends a request and waits for its result; what else the server says meanwhile is passed over.</summary>
    /// <exception cref="WmException">The server answers with an error, too late or not at all.</exception>
    public async Task<JsonElement> RequestAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        int id = _ended ? throw new WmException("the server has ended") : ++_lastId;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerLimit);
        try
        {
            await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }, limit.Token)
                .ConfigureAwait(false);
            return await AnswerAsync(id, method, limit.Token).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw await EndedAsync(method, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // One that hangs would cost the limit again at every step that is left.
            await StopAsync().ConfigureAwait(false);
            throw new WmException($"the server did not answer {method} within {AnswerLimit.TotalSeconds} s");
        }
    }

    public Task NotifyAsync(string method, CancellationToken cancellationToken) =>
        SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method }, cancellationToken);

    /// <summary>Ends the input, as a client does that is done, and gives the server's exit code; null when it had to be killed.</summary>
    public async Task<int?> StopAsync()
    {
        _ended = true;
        try
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(ExitLimit);
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return _process.ExitCode;
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task SendAsync(JsonObject message, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteAsync($"{message.ToJsonString()}\n".AsMemory(), cancellationToken).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<JsonElement> AnswerAsync(int id, string method, CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            using JsonDocument message = JsonDocument.Parse(line);
            if (message.RootElement.TryGetProperty("id", out JsonElement answered) && answered.ValueKind == JsonValueKind.Number && answered.GetInt32() == id)
            {
                return message.RootElement.TryGetProperty("result", out JsonElement result)
                    ? result.Clone()
                    : throw new WmException($"the server refused {method}: {message.RootElement.GetProperty("error").GetProperty("message").GetString()}");
            }
        }

        throw await EndedAsync(method, cancellationToken).ConfigureAwait(false);
    }

    // Which of writing and reading first meets the closed pipe is chance; its last words are told either way.
    private async Task<WmException> EndedAsync(string method, CancellationToken cancellationToken)
    {
        await StopAsync().ConfigureAwait(false);
        string log = await _log.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new WmException($"the server ended before it answered {method}: {log.Trim()}");
    }
}
