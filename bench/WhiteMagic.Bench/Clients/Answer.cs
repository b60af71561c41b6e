using System.Text;
using System.Text.Json;

namespace WhiteMagic.Bench.Clients;

/// <summary>Reads JSON-RPC answers: whose they are, and the structured content they carry.</summary>
internal static class Answer
{
    /// <summary>The id of the request a line answers; null for a notification.</summary>
    public static int? IdOf(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            reader.Read();
            if (isId && reader.TokenType == JsonTokenType.Number)
            {
                return reader.GetInt32();
            }

            reader.Skip();
        }

        return null;
    }

    /// <summary>Requires that a call was carried out, without reading what it gave.</summary>
    public static void RequireDone(ReadOnlyMemory<byte> line)
    {
        if (line.Span.IndexOf("\"structuredContent\""u8) < 0)
        {
            StructuredContent(line);
        }
    }

    public static JsonElement StructuredContent(ReadOnlyMemory<byte> line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("result", out var result)
            && result.TryGetProperty("structuredContent", out var content)
            && !(result.TryGetProperty("isError", out var isError) && isError.GetBoolean())
            ? content.Clone()
            : throw new InvalidOperationException($"The server refused a call: {Encoding.UTF8.GetString(line.Span)}");
    }
}
