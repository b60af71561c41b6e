namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Finds lines that match; of one worker.</summary>
internal abstract class LineFinder
{
    /// <summary>Finds the first line that matches.</summary>
    /// <param name="text">Whole lines of UTF-8.</param>
    /// <param name="from">Where a line begins.</param>
    /// <returns>A place in that line, or -1.</returns>
    public abstract int Find(ReadOnlySpan<byte> text, int from);

    /// <summary>Finds the first match in a line.</summary>
    public abstract LineMatch Locate(ReadOnlySpan<byte> line);
}
