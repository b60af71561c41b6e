using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Bench.Baselines;

/// <summary>Dask's threaded scheduler from Debian on the graph of a run.</summary>
internal static class DaskScheduler
{
    // Debian's packages are for Debian's Python, which need not be the first on the path.
    private const string Python = "/usr/bin/python3";

    /// <summary>Starts it, or says how to install it where it is not.</summary>
    public static PacedProgram? Start(Workplace workplace, JobGraph graph, int workers)
    {
        if (!IsInstalled())
        {
            Console.Error.WriteLine("Dask is not installed, so the figure beside it counts as missed: apt-get install python3-dask.");
            return null;
        }

        var places = graph.Jobs.Select((job, index) => (job.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index);
        var list = Path.Combine(workplace.NewFolder("dask"), "list");
        File.WriteAllLines(list, graph.Jobs.Select(job => string.Join(' ', job.Dependencies.Select(id => places[id]))));
        var script = Path.Combine(AppContext.BaseDirectory, "Baselines", "dask_overhead.py");
        return new PacedProgram(Python, script, list, workers.ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsInstalled()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import dask"]) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
