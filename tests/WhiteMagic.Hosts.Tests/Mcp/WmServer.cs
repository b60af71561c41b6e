using System.Diagnostics;
using System.Text;
using System.Text.Json;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>The published <c>wm mcp</c> in a process of its own, spoken with in lines.</summary>
internal sealed class WmServer : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    public WmServer(string home, params string[] arguments)
    {
        var start = new ProcessStartInfo(PublishedWm.Path, ["mcp", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = home,
            Environment = { ["HOME"] = home, ["WM_CONFIG"] = null, ["WM_BASE_PATH"] = null, ["WM_DEBUG"] = null },
        };
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync(Cancellation);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task SendAsync(string line) => SendAsync(Encoding.UTF8.GetBytes(line + "\n"));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _process.StandardInput.BaseStream.WriteAsync(bytes, Cancellation);
        await _process.StandardInput.BaseStream.FlushAsync(Cancellation);
    }

    public async Task<JsonElement> ReceiveAsync() =>
        Message(await _process.StandardOutput.ReadLineAsync(Cancellation) ?? throw new EndOfStreamException($"wm mcp ended: {await _error}"));

    public async Task<JsonElement> AskAsync(string line)
    {
        await SendAsync(line);
        return await ReceiveAsync();
    }

    /// <summary>Ends the input, and gives what the server wrote to standard error once it is gone; nothing but messages may have been left to say.</summary>
    public async Task<string> EndAsync()
    {
        _process.StandardInput.Close();
        while (await _process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            Message(line);
        }

        await _process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, _process.ExitCode);
        return await _error;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    // Whatever else stood on standard output would break the client.
    private static JsonElement Message(string line)
    {
        JsonElement message = JsonElement.Parse(line);
        Assert.Equal("2.0", message.GetProperty("jsonrpc").GetString());
        return message;
    }
}
