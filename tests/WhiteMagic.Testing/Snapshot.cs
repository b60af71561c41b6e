using System.Runtime.CompilerServices;
using Xunit;

namespace WhiteMagic.Testing;

/// <summary>Compares a text with the approved one in a file beside the test; <c>WM_UPDATE_SNAPSHOTS=1</c> approves what there is.</summary>
public static class Snapshot
{
    /// <summary>Whether what there is shall be approved.</summary>
    public static bool Updates => Environment.GetEnvironmentVariable("WM_UPDATE_SNAPSHOTS") == "1";

    /// <summary>Compares with <paramref name="name"/> in the folder <c>Snapshots</c> beside the calling test.</summary>
    public static void Matches(string name, string actual, [CallerFilePath] string caller = "") =>
        MatchesFile(Path.Combine(Path.GetDirectoryName(caller)!, "Snapshots", name), actual);

    /// <summary>Compares with a file.</summary>
    public static void MatchesFile(string path, string actual)
    {
        string text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"There is no {Path.GetFileName(path)} yet: set WM_UPDATE_SNAPSHOTS=1 to write it, then review it.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }
}
