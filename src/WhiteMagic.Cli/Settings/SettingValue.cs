namespace WhiteMagic.Cli.Settings;

/// <summary>A setting's value and who decided it.</summary>
internal readonly record struct SettingValue(string Value, SettingSource Source);
