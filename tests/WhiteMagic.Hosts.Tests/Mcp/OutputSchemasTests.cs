using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Mcp.Tools;
using WhiteMagic.Memories;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Mcp;

public sealed class OutputSchemasTests
{
    private static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 1 };

    private static readonly Dictionary<string, JsonTypeInfo> Results = new()
    {
        ["create_memory"] = WhiteMagicJson.Readable.MemoryReceipt,
        ["search_memories"] = WhiteMagicJson.Readable.SearchResult,
        ["read_memory"] = WhiteMagicJson.Readable.MemoryView,
        ["fast_read_memory"] = WhiteMagicJson.Readable.MemoryLines,
        ["batch_read_memories"] = WhiteMagicJson.Readable.BatchReadResult,
        ["list_memories"] = WhiteMagicJson.Readable.MemoryPage,
        ["update_memory"] = WhiteMagicJson.Readable.UpdateReceipt,
        ["delete_memory"] = WhiteMagicJson.Readable.DeleteReceipt,
        ["restore_memory"] = WhiteMagicJson.Readable.RestoreReceipt,
        ["relate_memories"] = WhiteMagicJson.Readable.RelationReceipt,
        ["list_tags"] = WhiteMagicJson.Readable.TagReport,
        ["get_context"] = WhiteMagicJson.Readable.ContextPackage,
        ["consolidate"] = WhiteMagicJson.Readable.ConsolidationReport,
        ["clear_memory_cache"] = WhiteMagicJson.Readable.CacheReceipt,
        ["track_metric"] = WhiteMagicJson.Readable.MetricReceipt,
        ["get_metrics_summary"] = WhiteMagicJson.Readable.MetricsReport,
    };

    // The file is part of the server: WM_UPDATE_SNAPSHOTS=1 writes it anew when a result record changed.
    [Fact]
    public void OutputSchemas_OfEveryTool_AreThoseOfTheResultRecords()
    {
        var schemas = new JsonObject(Results.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Schema(pair.Value))));
        Snapshot.MatchesFile(Path.Combine(Repository.Root, "src", "WhiteMagic.Mcp", "Tools", OutputSchemas.Resource), schemas.ToJsonString(Indented));
    }

    [Fact]
    public void OutputSchemas_HaveNoReferences()
    {
        Assert.All(Results.Keys, tool => Assert.DoesNotContain("$ref", OutputSchemas.Of(tool).GetRawText(), StringComparison.Ordinal));
    }

    private static JsonObject Schema(JsonTypeInfo result)
    {
        JsonObject root = result.GetJsonSchemaAsNode(Options).AsObject();
        Inline(root, root);
        return root;
    }

    // The exporter points at a type's first place when it stands twice; not every client follows that.
    private static void Inline(JsonNode? node, JsonObject root)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
            {
                Inline(item, root);
            }
        }
        else if (node is JsonObject shape)
        {
            if (shape.Remove("$ref", out JsonNode? pointer))
            {
                JsonNode target = pointer!.GetValue<string>().Split('/')[1..].Aggregate((JsonNode)root, (at, name) => at[name]!);
                foreach ((string name, JsonNode? value) in target.AsObject())
                {
                    shape[name] = value?.DeepClone();
                }
            }

            foreach ((_, JsonNode? value) in shape)
            {
                Inline(value, root);
            }
        }
    }

    private static JsonObject Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type == typeof(MemoryId))
        {
            return new JsonObject { ["type"] = "string" };
        }

        var shape = schema.AsObject();
        shape.Remove("default");
        if (shape["enum"] is JsonArray choices)
        {
            choices.RemoveAll(choice => choice is null);
            shape.Insert(0, "type", "string");
        }

        // What is null is left out of the JSON, so null is no value a client will meet.
        if (shape["type"] is JsonArray types && IsLeftOut(context))
        {
            shape["type"] = types.First(name => name!.GetValue<string>() != "null")!.DeepClone();
        }

        return shape;
    }

    private static bool IsLeftOut(JsonSchemaExporterContext context) => context.PropertyInfo is not { } property
        || property.ShouldSerialize is { } shouldSerialize && !shouldSerialize(new object(), null);
}
