namespace WhiteMagic.Cli.Settings;

/// <summary>A key of the settings file, where it stands and what stands there.</summary>
internal sealed record ConfigEntry
{
    /// <summary>The sections and the key, with dots between.</summary>
    public required string Key { get; init; }

    public required int Line { get; init; }

    /// <summary>The value's text; a list's items with commas between.</summary>
    public required string Value { get; init; }

    public bool IsNull { get; init; }

    /// <summary>Where the key begins.</summary>
    public required int KeyStart { get; init; }

    /// <summary>Where the key ends, before the colon.</summary>
    public required int KeyEnd { get; init; }

    /// <summary>The characters of the value.</summary>
    public required Range Span { get; init; }

    /// <summary>Whether it stands within braces.</summary>
    public bool InFlow { get; init; }

    /// <summary>Whether the value takes lines of its own, as a list with dashes and a block of text do.</summary>
    public bool IsBlock { get; init; }
}
