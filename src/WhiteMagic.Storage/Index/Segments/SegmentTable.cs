namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Writes segments into the index's tables, within its open transaction.</summary>
internal static class SegmentTable
{
    /// <summary>How many bytes of a segment are kept together.</summary>
    public const int ChunkLength = 16_000;

    private const int ChunkBits = 20;
    private const int IdBits = 42;

    public static long ChunkId(long segment, int chunk) => (segment << ChunkBits) | (uint)chunk;

    /// <summary>Gives the greatest row any segment may hold.</summary>
    public static int LastRow(IndexConnection connection) => checked((int)connection.Number("SELECT max(last) FROM segments"));

    public static void Insert(IndexConnection connection, int first, int last, int documents, ReadOnlySpan<byte> bytes, IReadOnlyCollection<int> gone)
    {
        // By chance, so that what any process remembers of a number never is of another segment.
        long id = Random.Shared.NextInt64(1L << IdBits);
        connection.Statement("INSERT INTO segments(id, first, last, documents, size, gone_count, gone) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .Bind(1, id).Bind(2, first).Bind(3, last).Bind(4, documents).Bind(5, bytes.Length).Bind(6, gone.Count).Bind(7, RowSet.Encode(gone)).Run();
        IndexStatement chunk = connection.Statement("INSERT INTO chunks(id, data) VALUES(?1, ?2)");
        for (int number = 0; !bytes.IsEmpty; number++)
        {
            int length = Math.Min(bytes.Length, ChunkLength);
            chunk.Bind(1, ChunkId(id, number)).Bind(2, bytes[..length]).Run();
            bytes = bytes[length..];
        }
    }

    public static void Delete(IndexConnection connection, long segment)
    {
        connection.Statement("DELETE FROM segments WHERE id = ?1").Bind(1, segment).Run();
        connection.Statement("DELETE FROM chunks WHERE id >= ?1 AND id < ?2")
            .Bind(1, ChunkId(segment, 0)).Bind(2, ChunkId(segment + 1, 0)).Run();
    }

    /// <summary>Notes that rows, in ascending order, are no longer indexed.</summary>
    public static void Forget(IndexConnection connection, IReadOnlyCollection<int> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var changed = new List<(long Id, int[] Gone)>();
        IndexStatement segments = connection.Statement("SELECT id, first, last, gone FROM segments");
        while (segments.Step())
        {
            int[] gone = [.. rows.Where(row => row >= segments.Number(1) && row <= segments.Number(2))];
            if (gone.Length > 0)
            {
                changed.Add((segments.Number(0), [.. RowSet.Decode(segments.Blob(3)).Union(gone).Order()]));
            }
        }

        IndexStatement update = connection.Statement("UPDATE segments SET gone_count = ?1, gone = ?2 WHERE id = ?3");
        foreach ((long id, int[] gone) in changed)
        {
            update.Bind(1, gone.Length).Bind(2, RowSet.Encode(gone)).Bind(3, id).Run();
        }
    }
}
