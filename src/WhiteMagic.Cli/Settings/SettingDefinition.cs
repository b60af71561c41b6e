using System.Globalization;

namespace WhiteMagic.Cli.Settings;

/// <summary>One setting: its key, what it may be, and what it is when nobody says.</summary>
internal sealed record SettingDefinition(string Key, SettingKind Kind, string Default, string Description)
{
    public int Min { get; init; }

    public int Max { get; init; } = int.MaxValue;

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What it may be, in words.</summary>
    public string Allowed => Kind switch
    {
        SettingKind.Flag => "true or false",
        SettingKind.Whole => RangeText,
        SettingKind.Choice => string.Join(" or ", Choices),
        SettingKind.List => "names with commas between",
        _ => "a path",
    };

    /// <summary>The environment variable that overrides it, such as <c>WM_STORE__DURABILITY</c>.</summary>
    public string EnvironmentName => "WM_" + Key.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Gives a value in its one form.</summary>
    /// <exception cref="InvalidInputException">The value is not allowed; the message says what is.</exception>
    public string Normalize(string value)
    {
        string trimmed = value.Trim();
        return Kind switch
        {
            SettingKind.Flag => Flag(trimmed) ?? throw Invalid(trimmed),
            SettingKind.Whole => Whole(trimmed) ?? throw Invalid(trimmed),
            SettingKind.Choice => Choice(trimmed) ?? throw Invalid(trimmed),
            SettingKind.List => string.Join(", ", trimmed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
            _ => trimmed,
        };
    }

    private string RangeText => Max == int.MaxValue ? $"a whole number from {Min}" : $"a whole number from {Min} to {Max}";

    private static string? Flag(string value) => value.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => "true",
        "false" or "no" or "off" or "0" => "false",
        _ => null,
    };

    private string? Whole(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= Min && number <= Max
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    private string? Choice(string value) => Choices.FirstOrDefault(choice => choice.Equals(value, StringComparison.OrdinalIgnoreCase));

    private InvalidInputException Invalid(string value) => new(Key, $"'{value}' is not allowed; give {Allowed}");
}
