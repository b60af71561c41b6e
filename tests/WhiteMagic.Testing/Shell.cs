using System.Diagnostics;
using Xunit;

namespace WhiteMagic.Testing;

/// <summary>Runs a system tool to its end.</summary>
public static class Shell
{
    public static async Task RunAsync(string tool, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
