using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace WhiteMagic.Memories;

/// <summary>Names one memory of a space: its file name, such as <c>20261123_101500_why_we_chose_sqlite.md</c>.</summary>
/// <remarks>A valid id is a plain file name ending in <c>.md</c>: it holds no path part, so a path made of it stays in its folder.</remarks>
[JsonConverter(typeof(MemoryIdJsonConverter))]
public readonly record struct MemoryId
{
    /// <summary>The longest id, in UTF-8 bytes: what common file systems allow for a name.</summary>
    public const int MaxBytes = 255;

    private const string Extension = ".md";

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. "/\\:", .. Enumerable.Range(0, 0xA0).Select(static code => (char)code).Where(char.IsControl)]);

    private readonly string? _value;

    private MemoryId(string value) => _value = value;

    /// <summary>The file name.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Reads an id; <c>.md</c> may be left out.</summary>
    /// <param name="value">The id as a caller wrote it.</param>
    /// <param name="field">The field it was given for, named in the error.</param>
    /// <exception cref="InvalidInputException">The text is not a plain file name.</exception>
    public static MemoryId Parse(string? value, string field = "filename") =>
        TryParse(value, out MemoryId id, out string? reason) ? id : throw new InvalidInputException(field, reason);

    /// <summary>Reads an id without throwing.</summary>
    public static bool TryParse(string? value, out MemoryId id) => TryParse(value, out id, out _);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Whether a name is an id as it stands, with its extension.</summary>
    internal static bool IsFileName(ReadOnlySpan<char> name) =>
        name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && Fault(name) is null && Encoding.UTF8.GetByteCount(name) <= MaxBytes;

    private static bool TryParse(string? value, out MemoryId id, [NotNullWhen(false)] out string? reason)
    {
        id = default;
        reason = Fault(value);
        if (reason is not null)
        {
            return false;
        }

        string name = value!.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? value : value + Extension;
        if (Encoding.UTF8.GetByteCount(name) > MaxBytes)
        {
            reason = $"is longer than {MaxBytes} bytes; a memory's id is its file name, as search and list give it";
            return false;
        }

        id = new MemoryId(name);
        return true;
    }

    private static string? Fault(ReadOnlySpan<char> value)
    {
        if (value.IsWhiteSpace())
        {
            return "is empty; give a memory's file name, as search and list give it";
        }

        if (value.IndexOfAny(Forbidden) >= 0 || !TextRules.IsWellFormed(value))
        {
            return "has a character that no file name may have (a slash, a colon or a control character); "
                + "give the plain file name, without folders";
        }

        return value[0] == '.' || ReservedNames.Contains(value)
            ? "is a reserved name; give a memory's file name, as search and list give it"
            : null;
    }
}
