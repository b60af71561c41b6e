namespace WhiteMagic.Storage.Markdown;

/// <summary>The lines of one item of a block list, and the lines before it that belong to no item.</summary>
internal sealed record BlockListRow<T>(T? Value, string Lead, string Text)
    where T : class;
