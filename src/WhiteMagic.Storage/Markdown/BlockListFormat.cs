namespace WhiteMagic.Storage.Markdown;

/// <summary>How the items of one kind of block list are understood (null: not at all) and written after an indentation.</summary>
internal sealed record BlockListFormat<T>(Func<YamlNode, T?> Read, Func<T, string, string> Write)
    where T : class;
