namespace WhiteMagic.Cli;

/// <summary>Says that a command line cannot be carried out as written, and what to write instead.</summary>
internal sealed class UsageException(string message) : WhiteMagicException(message);
