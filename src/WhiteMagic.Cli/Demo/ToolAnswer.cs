using System.Text.Json;

namespace WhiteMagic.Cli.Demo;

/// <summary>A tool's answer: what a program reads of it and what a model reads.</summary>
internal sealed record ToolAnswer
{
    public required JsonElement Structured { get; init; }

    public required string Text { get; init; }

    public required bool IsError { get; init; }

    public static ToolAnswer Read(JsonElement result) => new()
    {
        Structured = result.TryGetProperty("structuredContent", out JsonElement structured) ? structured : default,
        Text = string.Concat(result.GetProperty("content").EnumerateArray().Select(block => block.GetProperty("text").GetString())),
        IsError = result.TryGetProperty("isError", out JsonElement error) && error.GetBoolean(),
    };
}
