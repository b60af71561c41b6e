using System.ComponentModel;
using WhiteMagic.Bench.Clients;

namespace WhiteMagic.Bench;

/// <summary>The folders one run uses: a scratch folder on the repository's disk that is removed afterwards, and the reports.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly string _scratch;
    private int _stores;
    private string? _binary;

    private Workplace(string root, string area)
    {
        Root = root;
        Reports = Path.Combine(root, "artifacts", "bench");
        var work = Path.Combine(Reports, "work");
        Directory.CreateDirectory(work);
        SpreadOut(work);
        _scratch = Path.Combine(work, $"{area}-{Environment.ProcessId}");
        Directory.CreateDirectory(_scratch);
    }

    public string Root { get; }

    public string Reports { get; }

    /// <summary>The published wm: what WM_BINARY names, else it is published first.</summary>
    public string Binary => _binary ??= FindBinary();

    public static Workplace Open(string area)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WhiteMagic.slnx")))
        {
            folder = folder.Parent;
        }

        return new Workplace(folder?.FullName ?? throw new InvalidOperationException("Run inside the repository."), area);
    }

    public string NewFolder(string name)
    {
        var path = Path.Combine(_scratch, $"{name}-{++_stores}");
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Makes a store that holds nothing, which is more than no store: it has an index.</summary>
    public string NewEmptyStore()
    {
        var store = NewFolder("empty");
        Directory.CreateDirectory(Path.Combine(store, "memory"));
        return store;
    }

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    // ext4 makes folders near their parent, where the last run deleted thousands of files, and without a journal it does not use the
    // places of these for minutes: it looks at each, again and again. This is its sign for a folder whose folders belong apart.
    private static void SpreadOut(string folder)
    {
        try
        {
            Command.Run("chattr", ["+T", folder]);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // Other file systems have no such sign, nor need it.
        }
    }

    private string FindBinary()
    {
        if (Environment.GetEnvironmentVariable("WM_BINARY") is { Length: > 0 } given)
        {
            return File.Exists(given) ? Path.GetFullPath(given) : throw new FileNotFoundException($"WM_BINARY names no file: {given}");
        }

        Console.Error.WriteLine("Publishing wm with Native AOT (set WM_BINARY to skip this).");
        Command.Run("dotnet", ["publish", "src/WhiteMagic.Cli", "-c", "Release", "-r", "linux-x64", "-v", "quiet"], Root);
        return Path.Combine(Root, "artifacts", "publish", "WhiteMagic.Cli", "release_linux-x64", "wm");
    }
}
