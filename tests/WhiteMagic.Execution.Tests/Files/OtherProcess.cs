using System.Diagnostics;

namespace WhiteMagic.Execution.Tests.Files;

/// <summary>Reads and searches a folder in a process of its own.</summary>
internal static class OtherProcess
{
    /// <summary>Runs the worker to its end, and gives what it said.</summary>
    /// <param name="tool">Starts it in another way; nothing to start it as it is.</param>
    /// <param name="arguments">What it shall do.</param>
    /// <param name="input">What it is told.</param>
    public static async Task<string[]> RunAsync(string[] tool, string[] arguments, string input = "")
    {
        string worker = Path.Combine(AppContext.BaseDirectory, "WhiteMagic.Testing.Worker.dll");
        string[] command = [.. tool, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", worker, .. arguments];
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,

            // The runtime ends the process when it cannot open files while it compiles once more.
            Environment = { ["HOME"] = Path.GetTempPath(), ["DOTNET_TieredCompilation"] = "0" },
        })!;
        await process.StandardInput.WriteLineAsync(input.AsMemory(), TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
