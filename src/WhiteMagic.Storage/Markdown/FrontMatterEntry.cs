namespace WhiteMagic.Storage.Markdown;

/// <summary>One top-level entry: its name (null when the key is no scalar), where the key stands, and its value.</summary>
internal sealed record FrontMatterEntry(string? Key, int Start, int KeyEnd, YamlNode Value);
