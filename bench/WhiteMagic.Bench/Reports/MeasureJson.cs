using System.Text.Json.Serialization;

namespace WhiteMagic.Bench.Reports;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<Measure>))]
internal sealed partial class MeasureJson : JsonSerializerContext;
