using System.Text.Json;
using System.Text.Json.Serialization;
using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic;

/// <summary>Writes and reads every request and result as all front ends show them: snake_case JSON, no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    GenerationMode = JsonSourceGenerationMode.Metadata | JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(MemoryDraft))]
[JsonSerializable(typeof(MemoryPatch))]
[JsonSerializable(typeof(MemoryReceipt))]
[JsonSerializable(typeof(UpdateReceipt))]
[JsonSerializable(typeof(DeleteReceipt))]
[JsonSerializable(typeof(RestoreReceipt))]
[JsonSerializable(typeof(MemoryView))]
[JsonSerializable(typeof(MemoryLines))]
[JsonSerializable(typeof(BatchReadResult))]
[JsonSerializable(typeof(MemoryPage))]
[JsonSerializable(typeof(TagReport))]
[JsonSerializable(typeof(RelationReceipt))]
[JsonSerializable(typeof(CacheReceipt))]
[JsonSerializable(typeof(SearchResult))]
[JsonSerializable(typeof(ContextPackage))]
[JsonSerializable(typeof(ConsolidationReport))]
[JsonSerializable(typeof(MetricSample))]
[JsonSerializable(typeof(MetricReceipt))]
[JsonSerializable(typeof(MetricsReport))]
[JsonSerializable(typeof(SpaceStats))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(ReindexReport))]
public sealed partial class WhiteMagicJson : JsonSerializerContext
{
    /// <summary>Writes text as it is, not as escapes: what people and models read costs fewer tokens so.</summary>
    public static WhiteMagicJson Readable => field ??= new WhiteMagicJson(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = ReadableEncoder.Instance,
    });
}
