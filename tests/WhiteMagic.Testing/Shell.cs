using System.Diagnostics;
using Xunit;

namespace WhiteMagic.Testing;

/// <summary>Runs a system tool to its end.</summary>
public static class Shell
{
    public static async Task RunAsync(string tool, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        Assert.Equal(0, await ExitCodeAsync(tool, arguments, cancellationToken));

    public static async Task<int> ExitCodeAsync(string tool, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }
}
