using System.Diagnostics;

namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>Another process with the store open.</summary>
internal sealed class StoreProcess : IDisposable
{
    private readonly Process _process;

    internal StoreProcess(string folder, bool asNobody = false)
    {
        string[] command =
        [
            .. asNobody ? (string[])["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] : [],
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            Path.Combine(AppContext.BaseDirectory, "WhiteMagic.Testing.Worker.dll"), "serve", folder,
        ];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Asks for operations without waiting for their answers.</summary>
    internal async Task SendAsync(params IEnumerable<string> operations)
    {
        await _process.StandardInput.WriteAsync(string.Concat(operations.Select(static operation => operation + "\n")).AsMemory(), Cancel);
        await _process.StandardInput.FlushAsync(Cancel);
    }

    /// <summary>Gives the next answer's result, or null when the process is gone.</summary>
    internal async Task<string?> AnswerAsync()
    {
        string? line = await LineAsync();
        Assert.True(line is null || line.StartsWith("ok\t", StringComparison.Ordinal), line);
        return line?["ok\t".Length..];
    }

    /// <summary>Gives the next answer as it is, an error too.</summary>
    internal async Task<string?> LineAsync() => await _process.StandardOutput.ReadLineAsync(Cancel);

    internal async Task<string> AskAsync(params string[] parts)
    {
        await SendAsync(string.Join('\t', parts));
        return await AnswerAsync() ?? throw new InvalidOperationException("The process ended.");
    }

    /// <summary>Ends it as a power switch would, and gives what it had answered until then.</summary>
    internal async Task<IReadOnlyList<string>> KillAsync()
    {
        _process.Kill();
        var answers = new List<string>();
        while (await AnswerAsync() is { } answer)
        {
            answers.Add(answer);
        }

        await _process.WaitForExitAsync(Cancel);
        return answers;
    }

    internal void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
