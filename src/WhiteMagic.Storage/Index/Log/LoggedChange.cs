using System.Text;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index.Log;

/// <summary>Writes a change as bytes with all that the index keeps of a memory, which is not its content.</summary>
internal static class LoggedChange
{
    private const byte Removed = 0;
    private const byte Put = 1;

    public static void Write(ByteWriter writer, IndexChange change)
    {
        writer.Byte(change.Entry is null ? Removed : Put);
        writer.Byte((byte)change.Key.Folder);
        Write(writer, change.Key.Id.Value);
        if (change.Entry is AnalyzedDocument document)
        {
            Write(writer, document);
        }
    }

    public static IndexChange Read(ref ByteReader reader)
    {
        byte kind = reader.Byte();
        var folder = (MemoryFolder)reader.Byte();
        var key = new RecordKey(folder, MemoryId.Parse(Text(ref reader)));
        return new IndexChange(key, kind == Put ? Document(key, ref reader) : null);
    }

    private static void Write(ByteWriter writer, AnalyzedDocument document)
    {
        MemoryEntry entry = document.Entry;
        writer.Byte((byte)entry.Kind);
        Write(writer, entry.Title);
        Write(writer, entry.Tags);
        writer.Fixed((ulong)entry.Created.ToUnixTimeMilliseconds());
        writer.Fixed((ulong)entry.Updated.ToUnixTimeMilliseconds());
        Write(writer, entry.Version);
        writer.Fixed((ulong)entry.Stamp.Changed);
        writer.Fixed((ulong)entry.Stamp.Size);
        writer.Fixed((ulong)entry.Stamp.Identity);
        Write(writer, entry.IdempotencyKey is { } given ? [given] : []);
        Write(writer, entry.Problem is { } problem ? [problem.Reason] : []);
        writer.Number((uint)(entry.Problem?.Line ?? 0));
        writer.Number((uint)entry.Relations.Count);
        foreach (Relation relation in entry.Relations)
        {
            writer.Byte((byte)relation.Type);
            Write(writer, relation.Target);
        }

        Write(writer, document.WikiLinks);
        writer.Number((uint)document.Terms.Length);
        writer.Bytes(document.Terms);
    }

    private static AnalyzedDocument Document(RecordKey key, ref ByteReader reader)
    {
        var entry = new MemoryEntry
        {
            Key = key,
            Kind = (MemoryKind)reader.Byte(),
            Title = Text(ref reader),
            Tags = Texts(ref reader),
            Created = Time(ref reader),
            Updated = Time(ref reader),
            Version = Text(ref reader),
            Stamp = new RecordStamp((long)reader.Fixed(), (long)reader.Fixed(), (long)reader.Fixed()),
            IdempotencyKey = Texts(ref reader) is [var given] ? given : null,
            Problem = Problem(ref reader),
            Relations = Relations(ref reader),
            Content = string.Empty,
        };
        string[] links = Texts(ref reader);
        return new AnalyzedDocument(entry, reader.Bytes(reader.Count()).ToArray(), links);
    }

    private static RecordProblem? Problem(ref ByteReader reader)
    {
        string[] reason = Texts(ref reader);
        int line = reader.Count();
        return reason is [var given] ? new RecordProblem(given, line) : null;
    }

    private static Relation[] Relations(ref ByteReader reader)
    {
        var relations = new Relation[reader.CountOfRest()];
        for (int i = 0; i < relations.Length; i++)
        {
            var type = (RelationKind)reader.Byte();
            relations[i] = new Relation { Type = type, Target = Text(ref reader) };
        }

        return relations;
    }

    private static void Write(ByteWriter writer, IReadOnlyList<string> texts)
    {
        writer.Number((uint)texts.Count);
        foreach (string text in texts)
        {
            Write(writer, text);
        }
    }

    private static string[] Texts(ref ByteReader reader)
    {
        var texts = new string[reader.CountOfRest()];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Text(ref reader);
        }

        return texts;
    }

    private static void Write(ByteWriter writer, string text)
    {
        writer.Number((uint)Encoding.UTF8.GetByteCount(text));
        writer.Text(text);
    }

    private static string Text(ref ByteReader reader) => Encoding.UTF8.GetString(reader.Bytes(reader.Count()));

    private static DateTimeOffset Time(ref ByteReader reader) => DateTimeOffset.FromUnixTimeMilliseconds((long)reader.Fixed());
}
