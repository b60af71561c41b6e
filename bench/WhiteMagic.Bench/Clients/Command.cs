using System.Diagnostics;

namespace WhiteMagic.Bench.Clients;

/// <summary>Runs a program to its end; anything but success is an exception that says what it printed.</summary>
internal static class Command
{
    public static string Run(string program, IReadOnlyList<string> arguments, string? folder = null)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder ?? "",
            },
        };
        process.Start();
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}\n{error.GetAwaiter().GetResult()}");
    }
}
