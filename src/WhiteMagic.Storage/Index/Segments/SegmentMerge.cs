namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Makes one segment of several, in transactions so short that no writer notices. One at a time works on an index.</summary>
/// <param name="connection">The index.</param>
/// <param name="write">Does something in a transaction.</param>
internal sealed class SegmentMerge(IndexConnection connection, Action<Action> write)
{
    // About a megabyte.
    private const int ChunksAtOnce = 64;

    /// <summary>Merges once, if it is due.</summary>
    public void Run()
    {
        RemoveHidden();
        (IReadOnlyList<SegmentInfo> chosen, SegmentBuilder merged) = Read();
        if (chosen.Count > 0)
        {
            Replace(chosen, merged);
            RemoveHidden();
        }
    }

    private (IReadOnlyList<SegmentInfo> Chosen, SegmentBuilder Merged) Read()
    {
        // What is read is of one moment.
        connection.Run("BEGIN");
        try
        {
            var merged = new SegmentBuilder();
            IReadOnlyList<SegmentInfo> chosen = MergePolicy.Choose([.. connection.Segments.Open().Select(static segment => segment.Info)]);
            foreach (SegmentInfo info in chosen)
            {
                merged.Add(SegmentDirectory.Of(info, connection.Segments.ReadWhole(info)), connection.Segments);
            }

            return (chosen, merged);
        }
        finally
        {
            connection.Run("COMMIT");
        }
    }

    private void Replace(IReadOnlyList<SegmentInfo> chosen, SegmentBuilder merged)
    {
        long id = SegmentTable.NewId();
        byte[] bytes = merged.Build();
        write(() => SegmentTable.List(connection, new SegmentInfo(id, 0, 0, 0, bytes.Length, [])));
        for (int chunk = 0; chunk * SegmentTable.ChunkLength < bytes.Length; chunk += ChunksAtOnce)
        {
            int start = chunk * SegmentTable.ChunkLength;
            int length = Math.Min(ChunksAtOnce * SegmentTable.ChunkLength, bytes.Length - start);
            write(() => SegmentTable.InsertChunks(connection, id, bytes.AsSpan(start, length), chunk));
        }

        write(() => Exchange(chosen, new SegmentInfo(id, chosen[0].First, chosen[^1].Last, merged.Documents, bytes.Length, [])));
    }

    private void Exchange(IReadOnlyList<SegmentInfo> chosen, SegmentInfo merged)
    {
        var gone = new SortedSet<int>();
        foreach (SegmentInfo info in chosen)
        {
            IndexStatement row = connection.Statement("SELECT gone FROM segments WHERE id = ?1 AND documents > 0").Bind(1, info.Id);
            if (!row.Step())
            {
                // The index was cleared meanwhile; what was made stays hidden and is removed.
                return;
            }

            gone.UnionWith(RowSet.Decode(row.Blob(0)).Except(info.Gone));
            row.Reset();
        }

        foreach (SegmentInfo info in chosen)
        {
            SegmentTable.Hide(connection, info.Id);
        }

        SegmentTable.List(connection, merged with { Gone = [.. gone] });
    }

    private void RemoveHidden()
    {
        for (bool more = true; more;)
        {
            write(() => more = SegmentTable.RemoveHidden(connection, ChunksAtOnce));
        }
    }
}
