namespace WhiteMagic.Cli.Settings;

/// <summary>A section of the settings file: where its keys stand.</summary>
internal sealed record ConfigSection
{
    /// <summary>The section's own name; empty for the whole file.</summary>
    public required string Key { get; init; }

    public required bool IsFlow { get; init; }

    /// <summary>How far its keys are indented.</summary>
    public required int Indent { get; init; }

    /// <summary>Where its last value ends.</summary>
    public required int End { get; init; }
}
