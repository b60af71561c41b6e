using System.Buffers;

namespace WhiteMagic.Spaces;

/// <summary>Names one isolated collection of memories: <c>default</c>, or a project, a team, a tenant.</summary>
public readonly record struct SpaceName
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly string? _value;

    private SpaceName(string value) => _value = value;

    /// <summary>The space used when none is named.</summary>
    public static SpaceName Default { get; } = new("default");

    /// <summary>The name.</summary>
    public string Value => _value ?? Default.Value;

    /// <summary>Reads a name; null or empty is <see cref="Default"/>.</summary>
    /// <exception cref="InvalidInputException">The text is not 1 to 64 of a-z, 0-9, <c>-</c> and <c>_</c>, or is reserved.</exception>
    public static SpaceName Parse(string? value, string field = "space")
    {
        if (string.IsNullOrEmpty(value))
        {
            return Default;
        }

        return IsValid(value)
            ? new SpaceName(value)
            : throw new InvalidInputException(field, $"must be 1 to {MaxLength} of a-z, 0-9, - and _, starting with a letter or digit");
    }

    /// <summary>Whether a text may name a space.</summary>
    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterOrDigit(value[0])
        && !Memories.ReservedNames.Contains(value) && !value.AsSpan().ContainsAnyExcept(Allowed);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
