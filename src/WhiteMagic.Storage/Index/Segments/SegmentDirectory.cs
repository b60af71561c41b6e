using System.Buffers.Binary;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>What is kept in memory of a segment: where its parts are, and which term each block of its dictionary begins with.</summary>
/// <remarks>A small segment is kept whole.</remarks>
internal sealed class SegmentDirectory
{
    private readonly ulong[] _keys;
    private readonly int[] _blocks;
    private readonly int _listsLength;
    private readonly int _dictionary;
    private readonly int _dictionaryLength;

    private SegmentDirectory(SegmentInfo info, ReadOnlySpan<byte> footer, byte[]? whole, Func<int, int, byte[]> read)
    {
        Info = info;
        Whole = whole;
        _listsLength = Part(footer, 0);
        _dictionary = checked(_listsLength + Part(footer, 1));
        _dictionaryLength = Part(footer, 2);
        byte[] entries = read(checked(_dictionary + _dictionaryLength), Part(footer, 3));
        _keys = new ulong[entries.Length / SegmentFormat.DirectoryEntryLength];
        _blocks = new int[_keys.Length];
        for (int i = 0; i < _keys.Length; i++)
        {
            ReadOnlySpan<byte> entry = entries.AsSpan(i * SegmentFormat.DirectoryEntryLength);
            _keys[i] = BinaryPrimitives.ReadUInt64LittleEndian(entry);
            _blocks[i] = checked((int)BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]));
        }
    }

    public SegmentInfo Info { get; }

    public byte[]? Whole { get; }

    /// <summary>Reads the directory of a segment that is held whole.</summary>
    public static SegmentDirectory Of(SegmentInfo info, byte[] whole) => new(
        info, whole.AsSpan(whole.Length - SegmentFormat.FooterLength), whole, (start, length) => whole.AsSpan(start, length).ToArray());

    /// <summary>Reads the directory of a segment by parts.</summary>
    public static SegmentDirectory Of(SegmentInfo info, Func<int, int, byte[]> read) =>
        new(info, read(info.Size - SegmentFormat.FooterLength, SegmentFormat.FooterLength), null, read);

    /// <summary>Finds a term.</summary>
    public TermEntry? Find(SegmentReader reader, ReadOnlySpan<byte> text)
    {
        var terms = new TermCursor(this, reader, BlockBefore(text));
        while (terms.MoveNext())
        {
            int order = terms.Text.SequenceCompareTo(text);
            if (order >= 0)
            {
                return order == 0 ? terms.Entry : null;
            }
        }

        return null;
    }

    /// <summary>Finds the first terms that begin with a text.</summary>
    public List<TermEntry> FindAll(SegmentReader reader, ReadOnlySpan<byte> beginning, int most)
    {
        var found = new List<TermEntry>();
        var terms = new TermCursor(this, reader, BlockBefore(beginning));
        while (found.Count < most && terms.MoveNext())
        {
            if (terms.Text.StartsWith(beginning))
            {
                found.Add(terms.Entry);
            }
            else if (terms.Text.SequenceCompareTo(beginning) > 0)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>Gives a block of the dictionary; false behind the last.</summary>
    internal bool TryBlock(int block, out int start, out int length)
    {
        (start, length) = (0, 0);
        if (block >= _blocks.Length)
        {
            return false;
        }

        int end = block + 1 < _blocks.Length ? _blocks[block + 1] : _dictionaryLength;
        (start, length) = (_dictionary + _blocks[block], end - _blocks[block]);
        return true;
    }

    internal int PositionsAt(int offset) => _listsLength + offset;

    private static int Part(ReadOnlySpan<byte> footer, int part) =>
        checked((int)BinaryPrimitives.ReadUInt32LittleEndian(footer[(part * 4)..]));

    // Terms with the same first bytes may begin several blocks, so the search starts before the first of them.
    private int BlockBefore(ReadOnlySpan<byte> text)
    {
        ulong key = SegmentFormat.Prefix(text);
        int low = 0;
        int high = _keys.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_keys[middle] < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Max(0, low - 1);
    }
}
