namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Makes one segment of several, holding up writers only while it is put in their place.</summary>
internal sealed class SegmentMerge(IndexConnection connection)
{
    /// <summary>Merges once, if it is due and no one else did meanwhile.</summary>
    public void Run()
    {
        (IReadOnlyList<SegmentInfo> chosen, SegmentBuilder merged) = Read();
        if (chosen.Count == 0)
        {
            return;
        }

        connection.Run("BEGIN IMMEDIATE");
        try
        {
            Replace(chosen, merged);
            connection.Run("COMMIT");
        }
        catch
        {
            connection.Run("ROLLBACK");
            throw;
        }
    }

    private (IReadOnlyList<SegmentInfo> Chosen, SegmentBuilder Merged) Read()
    {
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
        var gone = new SortedSet<int>();
        foreach (SegmentInfo info in chosen)
        {
            IndexStatement row = connection.Statement("SELECT gone FROM segments WHERE id = ?1").Bind(1, info.Id);
            if (!row.Step())
            {
                // Another process merged it.
                return;
            }

            gone.UnionWith(RowSet.Decode(row.Blob(0)).Except(info.Gone));
            row.Reset();
        }

        foreach (SegmentInfo info in chosen)
        {
            SegmentTable.Delete(connection, info.Id);
        }

        if (merged.Documents > 0)
        {
            SegmentTable.Insert(connection, chosen[0].First, chosen[^1].Last, merged.Documents, merged.Build(), gone);
        }
    }
}
