using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Reads segments through one connection, as they are in its present transaction.</summary>
internal sealed class SegmentReader(IndexConnection connection, SegmentCache cache)
{
    private const string ListSql =
        "SELECT id, first, last, documents, size, gone_count FROM segments WHERE documents > 0 ORDER BY first";

    // Segments of a few memories are many, and each read of one costs more than its bytes.
    private const int LargestKept = 16_000;

    private byte[] _buffer = [];

    /// <summary>What was read of lists so far.</summary>
    public ReadWork Work { get; } = new();

    /// <summary>Opens all segments, in the order of their rows.</summary>
    public List<SegmentDirectory> Open()
    {
        var segments = new List<SegmentDirectory>();
        IndexStatement rows = connection.Statement(ListSql);
        while (rows.Step())
        {
            var listed = new SegmentInfo(rows.Number(0), rows.Count(1), rows.Count(2), rows.Count(3), rows.Count(4), []);
            int gone = rows.Count(5);
            if (cache.Find(listed.Id) is not { } segment || segment.Info.Gone.Length != gone || segment.Info with { Gone = listed.Gone } != listed)
            {
                segment = Load(gone == 0 ? listed : listed with { Gone = Gone(listed.Id) });
                cache.Keep(segment);
            }

            segments.Add(segment);
        }

        cache.Trim(segments);
        return segments;
    }

    /// <summary>Gives bytes of a segment, which the next call may overwrite.</summary>
    public ReadOnlySpan<byte> Read(SegmentDirectory segment, int start, int length) => segment.Whole is { } whole
        ? whole.AsSpan(start, length)
        : Chunks(segment.Info, start, length);

    /// <summary>Gives all bytes of a segment, checked.</summary>
    /// <exception cref="StoreCorruptException">They are not what was written.</exception>
    public byte[] ReadWhole(SegmentInfo info)
    {
        byte[] whole = Chunks(info, 0, info.Size).ToArray();
        int content = whole.Length - SegmentFormat.FooterLength;
        return content >= 0
            && BitConverter.ToUInt32(whole.AsSpan(whole.Length - sizeof(uint))) == SegmentFormat.Checksum(whole.AsSpan(0, content))
            ? whole
            : throw Damaged();
    }

    private SegmentDirectory Load(SegmentInfo info) => info.Size <= LargestKept
        ? SegmentDirectory.Of(info, ReadWhole(info))
        : SegmentDirectory.Of(info, (start, length) => Chunks(info, start, length).ToArray());

    private int[] Gone(long id)
    {
        IndexStatement row = connection.Statement("SELECT gone FROM segments WHERE id = ?1").Bind(1, id);
        int[] gone = row.Step() ? RowSet.Decode(row.Blob(0)) : [];
        row.Reset();
        return gone;
    }

    private ReadOnlySpan<byte> Chunks(SegmentInfo info, int start, int length)
    {
        if (start < 0 || length < 0 || start > info.Size - length)
        {
            throw Damaged();
        }

        if (_buffer.Length < length)
        {
            _buffer = GC.AllocateUninitializedArray<byte>(Math.Max(length, LargestKept));
        }

        IndexStatement row = connection.Statement("SELECT data FROM chunks WHERE id = ?1");
        for (int done = 0; done < length;)
        {
            int at = start + done;
            row.Bind(1, SegmentTable.ChunkId(info.Id, at / SegmentTable.ChunkLength));
            if (!row.Step())
            {
                throw Damaged();
            }

            ReadOnlySpan<byte> chunk = row.Blob(0)[(at % SegmentTable.ChunkLength)..];
            chunk = chunk[..Math.Min(chunk.Length, length - done)];
            chunk.CopyTo(_buffer.AsSpan(done));
            done += chunk.Length;
            row.Reset();
            if (chunk.IsEmpty)
            {
                throw Damaged();
            }
        }

        return _buffer.AsSpan(0, length);
    }

    private static StoreCorruptException Damaged() => new("the full-text index is damaged; `wm reindex` builds it anew");
}
