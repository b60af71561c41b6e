using WhiteMagic.Cli.Settings;

namespace WhiteMagic.Cli.Output;

/// <summary>One setting as <c>wm config</c> shows it.</summary>
internal sealed record SettingRow
{
    public required string Key { get; init; }

    public required string Value { get; init; }

    /// <summary><c>default</c>, <c>file</c> or <c>environment</c>.</summary>
    public required string Source { get; init; }

    public required string Default { get; init; }

    /// <summary>What it may be, in words.</summary>
    public required string Allowed { get; init; }

    public required string Description { get; init; }

    public static SettingRow From(SettingDefinition setting, SettingValue value) => new()
    {
        Key = setting.Key,
        Value = value.Value,
        Source = value.Source switch
        {
            SettingSource.File => "file",
            SettingSource.Environment => "environment",
            _ => "default",
        },
        Default = setting.Default,
        Allowed = setting.Allowed,
        Description = setting.Description,
    };
}
