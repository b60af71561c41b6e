using System.Diagnostics;

namespace WhiteMagic.Storage.Tests.Processes;

/// <summary>Another process with the store open.</summary>
internal sealed class StoreProcess : IDisposable
{
    private readonly IStoreProtocol _protocol;
    private readonly Process _process;
    private int _asked;

    internal StoreProcess(StoreProgram program, string folder, bool asNobody = false)
    {
        _protocol = program == StoreProgram.PublishedWm ? new McpProtocol() : new WorkerProtocol();
        string[] command =
        [
            .. asNobody ? (string[])["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] : [],
            .. _protocol.Command(folder),
        ];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["HOME"] = folder, ["WM_CONFIG"] = null },
        })!;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Asks for operations without waiting for their answers.</summary>
    internal async Task SendAsync(params IEnumerable<string> operations)
    {
        string requests = string.Concat(operations.Select(operation => _protocol.Request(_asked++, operation) + "\n"));
        await _process.StandardInput.WriteAsync(requests.AsMemory(), Cancel);
        await _process.StandardInput.FlushAsync(Cancel);
    }

    /// <summary>Gives the next answer, which must be no error, or null when the process is gone.</summary>
    internal async Task<StoreAnswer?> AnswerAsync()
    {
        StoreAnswer? answer = await NextAsync();
        Assert.False(answer is { IsError: true }, answer?.Text);
        return answer;
    }

    internal async Task<string> AskAsync(params string[] parts)
    {
        await SendAsync(string.Join('\t', parts));
        return await AnswerAsync() is { } answer ? answer.Text : throw new InvalidOperationException("The process ended.");
    }

    /// <summary>Asks for what must be refused, and gives the reason.</summary>
    internal async Task<string> RefusalAsync(string operation)
    {
        await SendAsync(operation);
        StoreAnswer? answer = await NextAsync();
        Assert.True(answer is { IsError: true }, answer?.Text);
        return answer!.Text;
    }

    /// <summary>Ends it as a power switch would, and gives what it had answered until then.</summary>
    internal async Task<IReadOnlyList<StoreAnswer>> KillAsync()
    {
        _process.Kill();
        var answers = new List<StoreAnswer>();
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

    private async Task<StoreAnswer?> NextAsync() =>
        await _process.StandardOutput.ReadLineAsync(Cancel) is { } line ? _protocol.Answer(line) : null;
}
