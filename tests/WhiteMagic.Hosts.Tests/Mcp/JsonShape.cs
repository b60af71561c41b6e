using System.Text.Json;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>Checks a value against the part of JSON Schema that the tools' schemas use.</summary>
internal static class JsonShape
{
    public static void AssertValid(JsonElement schema, JsonElement value, string path = "$")
    {
        if (schema.TryGetProperty("enum", out JsonElement choices))
        {
            Assert.True(choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)), $"{path}: {value} is none of {choices}");
        }

        if (schema.TryGetProperty("type", out JsonElement type))
        {
            Assert.True(Types(type).Any(name => Is(name, value)), $"{path}: {value} is no {type}");
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            AssertMembers(schema, value, path);
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
        {
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                AssertValid(items, item, $"{path}[{index++}]");
            }
        }
    }

    private static void AssertMembers(JsonElement schema, JsonElement value, string path)
    {
        JsonElement properties = schema.GetProperty("properties");
        foreach (JsonProperty member in value.EnumerateObject())
        {
            Assert.True(properties.TryGetProperty(member.Name, out JsonElement shape), $"{path}.{member.Name} is not in the schema");
            AssertValid(shape, member.Value, $"{path}.{member.Name}");
        }

        if (schema.TryGetProperty("required", out JsonElement required))
        {
            Assert.All(required.EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{path}.{name} is missing"));
        }
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
