namespace WhiteMagic.Cli.Settings;

/// <summary>Who decided a setting.</summary>
internal enum SettingSource
{
    Default,
    File,
    Environment,
}
