namespace WhiteMagic.Memories;

/// <summary>Which records may have changed since a space last asked.</summary>
public sealed record RecordChanges
{
    /// <summary>Nothing changed.</summary>
    public static RecordChanges None { get; } = new();

    /// <summary>Anything may have changed: every record has to be compared.</summary>
    public static RecordChanges Unknown { get; } = new() { Everything = true };

    /// <summary>Whether every record has to be compared.</summary>
    public bool Everything { get; init; }

    /// <summary>The records that may have changed, appeared or gone, when <see cref="Everything"/> is false.</summary>
    public IReadOnlyCollection<RecordKey> Keys { get; init; } = [];
}
