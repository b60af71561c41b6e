namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Terms in the order of their UTF-8 bytes, with what is known of each, to be merged with others.</summary>
/// <param name="bytes">Where the texts of the terms lie.</param>
/// <param name="number">Its place among the sources: those before it have lesser rows.</param>
internal abstract class TermSource(byte[] bytes, int number)
{
    private readonly int _number = number;
    private int _start;
    private int _length;

    /// <summary>The present term.</summary>
    public ReadOnlySpan<byte> Text => bytes.AsSpan(_start, _length);

    /// <summary>The present term's first bytes, as a number that sorts as they do.</summary>
    public ulong Prefix { get; private set; }

    protected byte[] Bytes => bytes;

    /// <summary>Goes to the next term; false behind the last.</summary>
    public abstract bool MoveNext();

    /// <summary>Adds what is known of the present term.</summary>
    /// <param name="postings">Takes for each row the distance from the row before, and the impact.</param>
    /// <param name="positions">Takes for each row the distances between its places, and a zero.</param>
    /// <param name="lastRow">The last row so far.</param>
    /// <returns>How many rows were added.</returns>
    public abstract int AppendTo(ByteWriter postings, ByteWriter positions, ref int lastRow);

    /// <summary>Whether its present term, of which the first bytes are the same, is the lesser one, or the same and its rows are.</summary>
    public bool ComesBefore(TermSource other)
    {
        int order = Text.SequenceCompareTo(other.Text);
        return order != 0 ? order < 0 : _number < other._number;
    }

    /// <summary>Sets the present term.</summary>
    protected void SetText(int start, int length)
    {
        (_start, _length) = (start, length);
        Prefix = SegmentFormat.Prefix(Text);
    }
}
