using System.Text.Json;
using System.Text.Json.Serialization;

namespace WhiteMagic.Memories;

/// <summary>Writes a <see cref="MemoryId"/> as its file name.</summary>
internal sealed class MemoryIdJsonConverter : JsonConverter<MemoryId>
{
    public override MemoryId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MemoryId.Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, MemoryId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
