using System.Text.Json.Serialization;

namespace WhiteMagic.Storage.Journal;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JournalRecord))]
[JsonSerializable(typeof(IReadOnlyList<JournalStep>))]
internal sealed partial class JournalJson : JsonSerializerContext;
