using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Testing.Worker;

/// <summary>Reads and searches while this process may open no more files, or only a few more.</summary>
internal static class HandleTrial
{
    public static async Task RunAsync(string folder, TextWriter output)
    {
        string[] names = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)), "missing"];
        await using var one = new WorkerPool(new() { Name = "one", Limit = 1, UsesOwnThreads = true });
        await using var many = new WorkerPool(new() { Name = "many", Limit = 16, UsesOwnThreads = true });
        await WarmUpAsync(folder, many, names);
        foreach (var left in (int[])[8, 3, 1, 0])
        {
            List<IDisposable> taken = TakeAllBut(left);
            var results = await new FileTrial(folder, left == 1 ? one : many).RunAsync(names);
            taken.ForEach(static handle => handle.Dispose());
            foreach (var (what, outcomes) in results)
            {
                var succeeded = outcomes.Count(static outcome => outcome.Became == "Succeeded");
                var named = outcomes.Count(outcome => outcome.Became != "Succeeded" && outcome.Path.StartsWith(folder, StringComparison.Ordinal));
                await output.WriteLineAsync($"{left} {what} {succeeded} {named} {outcomes.Count}");
            }
        }

        var after = await new FileTrial(folder, many).RunAsync(names);
        await output.WriteLineAsync($"after {string.Join(' ', after.Select(static way => way.Outcomes.Count(static outcome => outcome.Became == "Succeeded")))}");
        await output.WriteLineAsync($"handles {CountHandles(folder)}");
    }

    // What the runtime itself opens, it has opened then.
    private static async Task WarmUpAsync(string folder, IWorkerPool workers, string[] names)
    {
        await new FileTrial(folder, workers).RunAsync(names);
        GC.KeepAlive(SearchPattern.Regex("a"));
        TakeAllBut(0).ForEach(static handle => handle.Dispose());
    }

    private static List<IDisposable> TakeAllBut(int left)
    {
        List<IDisposable> taken = [];
        try
        {
            while (true)
            {
                taken.Add(File.OpenHandle("/dev/null"));
            }
        }
        catch (IOException)
        {
            for (; left > 0; left--)
            {
                taken[^1].Dispose();
                taken.RemoveAt(taken.Count - 1);
            }
        }

        return taken;
    }

    private static int CountHandles(string folder) =>
        Directory.GetFileSystemEntries("/proc/self/fd").Count(handle => new FileInfo(handle).LinkTarget is { } target && target.StartsWith(folder, StringComparison.Ordinal));
}
