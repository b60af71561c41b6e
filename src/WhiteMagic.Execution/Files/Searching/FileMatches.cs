namespace WhiteMagic.Execution.Files.Searching;

/// <summary>What was found in one file.</summary>
public sealed class FileMatches
{
    internal FileMatches(string path, IReadOnlyList<MatchedLine> lines, int count)
    {
        (Path, Lines, Count) = (path, lines, count);
    }

    /// <summary>The file, by a path that begins as the one that was given to search.</summary>
    public string Path { get; }

    /// <summary>The lines in their order: those that match, and as many near them as were asked for.</summary>
    public IReadOnlyList<MatchedLine> Lines { get; }

    /// <summary>How many of the lines match.</summary>
    public int Count { get; }

    /// <summary>Keeps the first lines that match, and what stands before these.</summary>
    internal FileMatches First(int count)
    {
        int seen = 0;
        int end = 0;
        while (seen < count || (end < Lines.Count && !Lines[end].IsMatch && Lines[end].Number == Lines[end - 1].Number + 1))
        {
            seen += Lines[end++].IsMatch ? 1 : 0;
        }

        return new FileMatches(Path, [.. Lines.Take(end)], count);
    }
}
