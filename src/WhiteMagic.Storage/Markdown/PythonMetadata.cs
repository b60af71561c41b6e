using System.Text.Json;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Markdown;

/// <summary>What a Python WhiteMagic's <c>metadata.json</c> says of its memories; only read, never written.</summary>
/// <remarks>What is right in it is used, whatever is wrong with the rest.</remarks>
internal sealed class PythonMetadata
{
    // A hundred thousand memories, and some more.
    public const int MaxBytes = 64 * 1024 * 1024;

    private const string Remedy = "mend the file, or remove it: the memories are whole without it";

    private readonly Dictionary<string, Fact> _facts = new(StringComparer.Ordinal);

    private PythonMetadata(RecordProblem? problem = null) => Problem = problem;

    /// <summary>What is wrong with the file, or null.</summary>
    public RecordProblem? Problem { get; private set; }

    /// <summary>Reads the file; one that is missing says nothing.</summary>
    public static PythonMetadata Load(StoreScanner scanner, IFileOperations operations, string path)
    {
        try
        {
            if (!scanner.TryLook(Path.GetDirectoryName(path)!, Path.GetFileName(path), out FileStamp stamp, out FileKind kind))
            {
                return new PythonMetadata();
            }

            if (kind is not (FileKind.File or FileKind.Link))
            {
                return Unused("it is no file of this store");
            }

            return stamp.Size > MaxBytes
                ? Unused($"it has {stamp.Size} bytes, and at most {MaxBytes} are read")
                : operations.Read(path) is { } content ? Parse(content.Bytes) : new PythonMetadata();
        }
        catch (FileOperationException failure)
        {
            return Unused($"it cannot be read: {failure.Detail}");
        }
    }

    /// <summary>Reads the file's bytes, as far as they are what they should be.</summary>
    public static PythonMetadata Parse(ReadOnlySpan<byte> bytes)
    {
        var metadata = new PythonMetadata();
        int wrong = 0;
        try
        {
            var json = new Utf8JsonReader(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
            if (!TryFindIndex(ref json))
            {
                return json.TokenType == JsonTokenType.EndObject ? metadata : Unused("it is not an object with a list memory_index");
            }

            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                wrong += metadata.TryAdd(JsonElement.ParseValue(ref json)) ? 0 : 1;
            }

            // Whether it ends as it should, too.
            while (json.Read())
            {
            }
        }
        catch (JsonException failure)
        {
            metadata.Problem = new RecordProblem(
                $"is broken or cut short here; {metadata._facts.Count} entries before it are used; {Remedy}", (int)(failure.LineNumber ?? 0) + 1);
        }

        if (wrong > 0)
        {
            metadata.Problem ??= new RecordProblem($"has {wrong} entries with a wrong or unreadable value, of which only the rest is used; {Remedy}", 0);
        }

        return metadata;
    }

    public Fact? Find(MemoryId id) => _facts.GetValueOrDefault(id.Value);

    private static PythonMetadata Unused(string reason) => new(new RecordProblem($"is not used: {reason}; {Remedy}", 0));

    // Comes to the beginning of the list; false when the object has none, or it is no such object.
    private static bool TryFindIndex(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isIndex = json.ValueTextEquals("memory_index"u8);
            json.Read();
            if (isIndex)
            {
                return json.TokenType == JsonTokenType.StartArray;
            }

            json.Skip();
        }

        return false;
    }

    private bool TryAdd(JsonElement entry)
    {
        bool isRight = true;
        if (entry.ValueKind != JsonValueKind.Object || Text(entry, "filename", ref isRight) is not { } filename)
        {
            return false;
        }

        string? type = Text(entry, "type", ref isRight);
        _facts[filename] = new Fact(
            type switch { "long_term" => MemoryKind.LongTerm, "short_term" => MemoryKind.ShortTerm, _ => null },
            Text(entry, "title", ref isRight),
            MemoryTimestamp.Parse(Text(entry, "created", ref isRight)),
            MemoryTimestamp.Parse(Text(entry, "last_updated", ref isRight)));
        return isRight;
    }

    private static string? Text(JsonElement entry, string name, ref bool isRight)
    {
        if (!entry.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            if (value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is JSON but no text.
        }

        isRight = false;
        return null;
    }

    /// <summary>What is known of one memory.</summary>
    internal sealed record Fact(MemoryKind? Kind, string? Title, DateTimeOffset? Created, DateTimeOffset? Updated);
}
