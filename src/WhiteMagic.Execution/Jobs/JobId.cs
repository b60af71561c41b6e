namespace WhiteMagic.Execution.Jobs;

/// <summary>Names one job of a graph; ids are compared letter by letter.</summary>
public readonly record struct JobId
{
    private readonly string? _value;

    /// <summary>Makes an id of a text.</summary>
    /// <param name="value">Any text with a visible character.</param>
    /// <exception cref="ArgumentException">The text is null, empty or blank.</exception>
    public JobId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>The text; empty only for an id that was never given, which no graph accepts.</summary>
    public string Value => _value ?? string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
