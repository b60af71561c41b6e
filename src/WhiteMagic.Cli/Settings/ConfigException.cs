namespace WhiteMagic.Cli.Settings;

/// <summary>Says that the settings file cannot be used as it is, and where.</summary>
internal sealed class ConfigException(string message, Exception? inner = null) : WhiteMagicException(message, inner);
