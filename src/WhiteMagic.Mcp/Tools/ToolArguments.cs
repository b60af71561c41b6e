using System.Globalization;
using System.Text.Json;

namespace WhiteMagic.Mcp.Tools;

/// <summary>Reads a call's arguments and says of a wrong one which it is and what is allowed, as the tool's input schema has it.</summary>
internal sealed class ToolArguments
{
    private readonly JsonElement _properties;
    private readonly IDictionary<string, JsonElement> _values;

    /// <summary>Checks that every member is known and none that is required is missing.</summary>
    /// <exception cref="InvalidInputException">A member is unknown or missing.</exception>
    public ToolArguments(JsonElement inputSchema, IDictionary<string, JsonElement>? values)
    {
        _properties = inputSchema.GetProperty("properties");
        _values = values ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (string name in _values.Keys)
        {
            if (!Accepts(name))
            {
                throw Unknown(name);
            }
        }

        if (inputSchema.TryGetProperty("required", out JsonElement required))
        {
            foreach (JsonElement name in required.EnumerateArray())
            {
                _ = Has(name.GetString()!) ? true : throw new InvalidInputException(name.GetString()!, "is required");
            }
        }
    }

    public bool Accepts(string name) => _properties.TryGetProperty(name, out _);

    public string Text(string name) => OptionalText(name) ?? throw new InvalidInputException(name, "is required");

    public string? OptionalText(string name) => Find(name) is { } value ? TextOf(value, name) : null;

    public bool Flag(string name, bool missing) => Find(name) is not { } value ? missing : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(TextOf(value, name), out bool flag) => flag,
        _ => throw Wrong(name, "true or false", value),
    };

    public int Integer(string name, int missing) => OptionalInteger(name) ?? missing;

    public int? OptionalInteger(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        (int least, int most) = (Bound(name, "minimum", int.MinValue), Bound(name, "maximum", int.MaxValue));
        double? number = NumberOf(value, name);
        if (number is null || Math.Floor(number.Value) != number.Value)
        {
            throw Wrong(name, "a whole number", value);
        }

        return number >= least && number <= most ? (int)number : throw OutOfRange(name, least, most, value);
    }

    public double Number(string name) =>
        Find(name) is { } value && NumberOf(value, name) is { } number && double.IsFinite(number) ? number : throw Wrong(name, "a number", Find(name));

    /// <summary>Reads one of the schema's choices, named as the members of an enumeration but in snake_case.</summary>
    public T? Choice<T>(string name) where T : struct, Enum
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        JsonElement allowed = _properties.GetProperty(name).GetProperty("enum");
        string text = value.ValueKind == JsonValueKind.String ? TextOf(value, name) : string.Empty;
        foreach (T choice in Enum.GetValues<T>())
        {
            if (string.Equals(JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.ToString()), text, StringComparison.OrdinalIgnoreCase))
            {
                return choice;
            }
        }

        throw Wrong(name, $"one of {string.Join(", ", allowed.EnumerateArray().Select(choice => choice.GetString()))}", value);
    }

    public DateTimeOffset? Date(string name)
    {
        string? text = OptionalText(name);
        return text is null ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date.ToUniversalTime()
            : throw new InvalidInputException(name, "must be a date or time in ISO 8601, such as 2026-11-23 or 2026-11-23T10:15:00Z");
    }

    public IReadOnlyList<string> Texts(string name) => OptionalTexts(name) ?? [];

    /// <summary>Reads a list of texts; a single text is a list parted by commas, as models often write it.</summary>
    public IReadOnlyList<string>? OptionalTexts(string name) => Find(name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.String => TextOf(value, name).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        JsonValueKind.Array => [.. value.EnumerateArray().Select(item => TextOf(item, name))],
        _ => throw Wrong(name, "a list of texts", value),
    };

    private static double? NumberOf(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out double number) => number,
        JsonValueKind.String when double.TryParse(TextOf(value, name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => null,
    };

    // A lone half of a surrogate pair is JSON but no text.
    private static string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(name, "a text", value);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidInputException(name, "is not valid Unicode; replace the broken characters");
        }
    }

    private static InvalidInputException Wrong(string name, string expected, JsonElement? value) =>
        new(name, $"must be {expected}, not {Describe(value)}");

    private static InvalidInputException OutOfRange(string name, int least, int most, JsonElement value) => new(
        name,
        most == int.MaxValue ? $"must be {least} or more, not {Describe(value)}" : $"must be {least} to {most}, not {Describe(value)}");

    private static string Describe(JsonElement? value)
    {
        string text = value?.GetRawText() ?? "nothing";
        return text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
    }

    private bool Has(string name) => Find(name) is not null;

    private JsonElement? Find(string name) =>
        _values.TryGetValue(name, out JsonElement value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private int Bound(string name, string keyword, int missing) =>
        _properties.GetProperty(name).TryGetProperty(keyword, out JsonElement bound) ? bound.GetInt32() : missing;

    private InvalidInputException Unknown(string name)
    {
        string[] known = [.. _properties.EnumerateObject().Select(property => property.Name)];
        string shown = name.Length <= 64 ? name : string.Concat(name.AsSpan(0, 64), "…");
        string remedy = Nearest.Of(name, known) is { } nearest ? $"did you mean {nearest}?" : $"known are {string.Join(", ", known)}";
        return new InvalidInputException(shown, $"is not an argument of this tool; {remedy}");
    }
}
