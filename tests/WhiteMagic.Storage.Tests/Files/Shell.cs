using System.Diagnostics;

namespace WhiteMagic.Storage.Tests.Files;

/// <summary>Runs a system tool to its end.</summary>
internal static class Shell
{
    internal static async Task RunAsync(string tool, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
