using System.Text.Json;
using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Markdown;

/// <summary>What a Python WhiteMagic's <c>metadata.json</c> says of its memories; only read, never written.</summary>
internal sealed class PythonMetadata
{
    private static readonly PythonMetadata None = new([]);

    private readonly Dictionary<string, Fact> _facts;

    private PythonMetadata(Dictionary<string, Fact> facts) => _facts = facts;

    /// <summary>Reads the file; one that is missing or damaged says nothing.</summary>
    public static PythonMetadata Load(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using var json = JsonDocument.Parse(file);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("memory_index", out JsonElement index)
                && index.ValueKind == JsonValueKind.Array
                ? new PythonMetadata(Read(index))
                : None;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return None;
        }
    }

    public Fact? Find(MemoryId id) => _facts.GetValueOrDefault(id.Value);

    private static Dictionary<string, Fact> Read(JsonElement index)
    {
        var facts = new Dictionary<string, Fact>(StringComparer.Ordinal);
        foreach (JsonElement entry in index.EnumerateArray())
        {
            if (entry.ValueKind == JsonValueKind.Object && Text(entry, "filename") is { } filename)
            {
                facts[filename] = new Fact(
                    Text(entry, "type") switch { "long_term" => MemoryKind.LongTerm, "short_term" => MemoryKind.ShortTerm, _ => null },
                    Text(entry, "title"),
                    MemoryTimestamp.Parse(Text(entry, "created")),
                    MemoryTimestamp.Parse(Text(entry, "last_updated")));
            }
        }

        return facts;
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>What is known of one memory.</summary>
    internal sealed record Fact(MemoryKind? Kind, string? Title, DateTimeOffset? Created, DateTimeOffset? Updated);
}
