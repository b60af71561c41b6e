using System.Diagnostics;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>Runs a program to its end, and kills it with its children when it takes too long.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    public static Task<ChildOutcome> RunAsync(
        string program, IEnumerable<string> arguments, string home, CancellationToken cancellationToken) =>
        RunAsync(program, arguments, home, "", cancellationToken);

    public static async Task<ChildOutcome> RunAsync(
        string program, IEnumerable<string> arguments, string home, string input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home,
            Environment = { ["HOME"] = home, ["MCP_CATALOG_PATH"] = Path.Combine(home, "catalog.json"), ["NO_COLOR"] = "1", ["WM_CONFIG"] = null, ["WM_BASE_PATH"] = null },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ChildOutcome { ExitCode = process.ExitCode, Output = await output, Error = await error };
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
