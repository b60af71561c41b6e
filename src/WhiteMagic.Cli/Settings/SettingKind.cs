namespace WhiteMagic.Cli.Settings;

/// <summary>What a setting's value is.</summary>
internal enum SettingKind
{
    Text,
    Flag,
    Whole,
    Choice,
    List,
}
