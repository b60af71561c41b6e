namespace WhiteMagic.Cli.Settings;

/// <summary>A settings file, read with the place of every key.</summary>
internal sealed record ConfigDocument
{
    public required string Text { get; init; }

    public required IReadOnlyDictionary<string, ConfigEntry> Entries { get; init; }

    public required IReadOnlyDictionary<string, ConfigSection> Sections { get; init; }
}
