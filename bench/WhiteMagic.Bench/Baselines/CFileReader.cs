using System.Globalization;
using WhiteMagic.Bench.Clients;

namespace WhiteMagic.Bench.Baselines;

/// <summary>A C program that reads files by plain system calls.</summary>
internal static class CFileReader
{
    public static PacedProgram Start(Workplace workplace, string[] paths, int threads, bool keeps)
    {
        var folder = workplace.NewFolder("read-files");
        var program = Path.Combine(folder, "read_files");
        var source = Path.Combine(AppContext.BaseDirectory, "Baselines", "read_files.c");
        Command.Run("cc", ["-O2", "-Wall", "-Werror", "-pthread", "-o", program, source]);
        var list = Path.Combine(folder, "list");
        File.WriteAllLines(list, paths);
        return new PacedProgram(program, list, threads.ToString(CultureInfo.InvariantCulture), keeps ? "keep" : "scratch");
    }
}
