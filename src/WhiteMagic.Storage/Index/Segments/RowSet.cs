namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Writes rows in ascending order as their distances.</summary>
internal static class RowSet
{
    public static byte[] Encode(IEnumerable<int> rows)
    {
        var writer = new ByteWriter();
        int last = 0;
        foreach (int row in rows)
        {
            writer.Number((uint)(row - last));
            last = row;
        }

        return writer.Written.ToArray();
    }

    public static int[] Decode(ReadOnlySpan<byte> bytes)
    {
        var rows = new List<int>();
        var reader = new ByteReader(bytes);
        int last = 0;
        while (!reader.IsAtEnd)
        {
            last += reader.Count();
            rows.Add(last);
        }

        return [.. rows];
    }
}
