namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Writes segments into the index's tables, within its open transaction.</summary>
/// <remarks>A segment without documents is hidden: it is being written by a merge, or removed after one.</remarks>
internal static class SegmentTable
{
    /// <summary>How many bytes of a segment are kept together: as many as a page of SQLite holds.</summary>
    public const int ChunkLength = 4_050;

    private const int ChunkBits = 20;
    private const int IdBits = 42;
    private const int StepBits = 10;

    public static long ChunkId(long segment, int chunk) => (segment << ChunkBits) | (uint)chunk;

    /// <summary>Gives the greatest row any segment may hold.</summary>
    public static int LastRow(IndexConnection connection) => checked((int)connection.Number("SELECT max(last) FROM segments"));

    /// <summary>Adds a segment.</summary>
    public static void Insert(IndexConnection connection, SegmentBuilder segment)
    {
        long id = NewId(connection);
        ReadOnlySpan<byte> bytes = segment.Build();
        List(connection, new SegmentInfo(id, segment.First, segment.Last, segment.Documents, bytes.Length, []));
        InsertChunks(connection, id, bytes, 0);
    }

    /// <summary>Gives a number that no segment ever had, within a transaction that writes.</summary>
    /// <remarks>
    /// Ascending, so that tables grow at their ends, and with steps by chance, so that what a process remembers of an index
    /// never is of one that was cleared.
    /// </remarks>
    public static long NewId(IndexConnection connection)
    {
        IndexStatement last = connection.Statement("SELECT max(id) FROM segments");
        last.Step();
        long id = last.Number(0);
        last.Reset();
        return id == 0 ? Random.Shared.NextInt64(1, 1L << (IdBits - 1)) : id + Random.Shared.NextInt64(1, 1L << StepBits);
    }

    /// <summary>Enters a segment, or one that is <see cref="Hide">hidden</see> so far.</summary>
    public static void List(IndexConnection connection, SegmentInfo info) => connection
        .Statement("INSERT OR REPLACE INTO segments(id, first, last, documents, size, gone_count, gone) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        .Bind(1, info.Id).Bind(2, info.First).Bind(3, info.Last).Bind(4, info.Documents).Bind(5, info.Size)
        .Bind(6, info.Gone.Length).Bind(7, RowSet.Encode(info.Gone)).Run();

    /// <summary>Takes a segment out of what is read, so that it can be removed piece by piece.</summary>
    public static void Hide(IndexConnection connection, long id) =>
        connection.Statement("UPDATE segments SET documents = 0 WHERE id = ?1").Bind(1, id).Run();

    /// <summary>Adds some chunks of a segment's bytes.</summary>
    /// <param name="connection">The index.</param>
    /// <param name="id">The segment.</param>
    /// <param name="bytes">The bytes from the first of these chunks on.</param>
    /// <param name="number">The first chunk's number.</param>
    public static void InsertChunks(IndexConnection connection, long id, ReadOnlySpan<byte> bytes, int number)
    {
        IndexStatement chunk = connection.Statement("INSERT INTO chunks(id, data) VALUES(?1, ?2)");
        for (; !bytes.IsEmpty; number++)
        {
            int length = Math.Min(bytes.Length, ChunkLength);
            chunk.Bind(1, ChunkId(id, number)).Bind(2, bytes[..length]).Run();
            bytes = bytes[length..];
        }
    }

    /// <summary>Removes some chunks of hidden segments; false when none is left.</summary>
    public static bool RemoveHidden(IndexConnection connection, int most)
    {
        IndexStatement hidden = connection.Statement("SELECT id FROM segments WHERE documents = 0 LIMIT 1");
        while (most > 0)
        {
            if (!hidden.Step())
            {
                return false;
            }

            long id = hidden.Number(0);
            hidden.Reset();
            int removed = connection.Statement("DELETE FROM chunks WHERE id IN (SELECT id FROM chunks WHERE id >= ?1 AND id < ?2 LIMIT ?3)")
                .Bind(1, ChunkId(id, 0)).Bind(2, ChunkId(id + 1, 0)).Bind(3, most).Run();
            most -= removed;
            if (most > 0)
            {
                connection.Statement("DELETE FROM segments WHERE id = ?1").Bind(1, id).Run();
                most--;
            }
        }

        return true;
    }

    /// <summary>Notes that rows, in ascending order, are no longer indexed.</summary>
    public static void Forget(IndexConnection connection, IReadOnlyCollection<int> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var changed = new List<(long Id, int[] Gone)>();
        IndexStatement segments = connection.Statement("SELECT id, first, last, gone FROM segments WHERE documents > 0");
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
