namespace WhiteMagic.Execution.Files.Searching;

/// <summary>The one file that a worker has open.</summary>
internal abstract class SearchFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path in UTF-8, with a NUL behind it.</param>
    /// <param name="followsLink">Whether it may be a link.</param>
    /// <param name="isMadeUp">Whether it may give less than was asked for before its end, as files that the kernel makes up do.</param>
    /// <exception cref="FileReadException">It cannot be opened.</exception>
    public abstract void Open(ReadOnlySpan<byte> path, bool followsLink, bool isMadeUp);

    /// <summary>Reads on; less than there is room for comes only at the end.</summary>
    /// <exception cref="FileReadException">It cannot be read.</exception>
    public abstract int Read(Span<byte> target);

    /// <summary>Gives its size.</summary>
    /// <exception cref="FileReadException">It is no regular file.</exception>
    public abstract long Measure();

    public abstract void Close();
}
