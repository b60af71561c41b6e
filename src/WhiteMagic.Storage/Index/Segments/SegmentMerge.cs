namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Makes one segment of several, in transactions so short that no writer notices. One at a time works on an index.</summary>
/// <param name="connection">The index.</param>
/// <param name="write">Does something in a transaction.</param>
internal sealed class SegmentMerge(IndexConnection connection, Action<Action> write)
{
    // About a megabyte.
    private const int ChunksAtOnce = 256;

    /// <summary>Merges once, if it is due.</summary>
    public void Run()
    {
        RemoveHidden();
        (SegmentInfo Info, byte[] Whole)[] chosen = Read();
        if (chosen.Length > 0)
        {
            Replace(chosen);
            RemoveHidden();
        }
    }

    private (SegmentInfo Info, byte[] Whole)[] Read() => connection.AtOneMoment(() => MergePolicy
        .Choose([.. connection.Segments.Open().Select(static segment => segment.Info)])
        .Select(info => (info, connection.Segments.ReadWhole(info))).ToArray());

    private void Replace((SegmentInfo Info, byte[] Whole)[] chosen)
    {
        byte[] bytes = MergedTerms.Write(chosen.Select(static (segment, number) => new SegmentTerms(segment.Info, segment.Whole, number)));
        var merged = new SegmentInfo(
            0,
            chosen[0].Info.First,
            chosen[^1].Info.Last,
            chosen.Sum(static segment => segment.Info.Documents - segment.Info.Gone.Length),
            bytes.Length,
            []);
        write(() =>
        {
            merged = merged with { Id = SegmentTable.NewId(connection) };
            SegmentTable.List(connection, merged with { Documents = 0 });
        });
        for (int chunk = 0; chunk * SegmentTable.ChunkLength < bytes.Length; chunk += ChunksAtOnce)
        {
            int start = chunk * SegmentTable.ChunkLength;
            int length = Math.Min(ChunksAtOnce * SegmentTable.ChunkLength, bytes.Length - start);
            write(() => SegmentTable.InsertChunks(connection, merged.Id, bytes.AsSpan(start, length), chunk));
        }

        write(() => Exchange([.. chosen.Select(static segment => segment.Info)], merged));
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
