using WhiteMagic.Search;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index.Log;

/// <summary>Takes into an index, within an update, what its log has beyond it.</summary>
internal sealed class LogReplay(IndexLog log, LogHeader header)
{
    /// <summary>Whether something may be missing that the log once had.</summary>
    public bool HasGap { get; private set; }

    public void Run(IndexConnection connection, IIndexUpdate update)
    {
        LogPosition present = LogTable.Read(connection);
        if (present == header.Position)
        {
            return;
        }

        long offset = present.Epoch == header.Epoch ? present.Offset : LogHeader.Length;
        HasGap = (present.Epoch != header.Epoch && present.Epoch != header.Before) || offset > header.End;
        while (!HasGap && offset < header.End)
        {
            IReadOnlyList<IndexChange>? changes = log.ReadFrame(ref offset, header.End) is { } frame ? Decode(frame) : null;
            HasGap = changes is null;
            foreach (IndexChange change in changes ?? [])
            {
                change.ApplyTo(update);
            }
        }

        // What is behind a gap is found as any change from outside is.
        LogTable.Write(connection, header.Position);
    }

    private static List<IndexChange>? Decode(byte[] frame)
    {
        try
        {
            var changes = new List<IndexChange>();
            for (var reader = new ByteReader(frame); !reader.IsAtEnd;)
            {
                changes.Add(LoggedChange.Read(ref reader));
            }

            return changes;
        }
        catch (Exception failure) when (failure is IndexOutOfRangeException or ArgumentException or OverflowException or WhiteMagicException)
        {
            return null;
        }
    }
}
