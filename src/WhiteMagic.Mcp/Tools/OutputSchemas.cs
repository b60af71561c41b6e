using System.Text.Json;

namespace WhiteMagic.Mcp.Tools;

/// <summary>The output schemas, made from the result records when the tests run and read as they are here: a program's start has no time for it.</summary>
internal static class OutputSchemas
{
    public const string Resource = "output-schemas.json";

    private static JsonElement All => field.ValueKind == JsonValueKind.Undefined ? field = Read() : field;

    public static JsonElement Of(string tool) => All.GetProperty(tool);

    private static JsonElement Read()
    {
        using Stream stream = typeof(OutputSchemas).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
