using System.Diagnostics;
using System.Globalization;

namespace WhiteMagic.Bench.Baselines;

/// <summary>A program that does its work once for each line it is given and prints how many milliseconds that took.</summary>
internal sealed class PacedProgram : IDisposable
{
    private readonly Process _process;

    public PacedProgram(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    public double Once()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} ended before its time.");
        return double.Parse(line, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
