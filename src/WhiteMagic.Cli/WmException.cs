namespace WhiteMagic.Cli;

/// <summary>Says that something outside the store (a file, a client's settings) stands in a command's way.</summary>
internal sealed class WmException(string message, Exception? inner = null) : WhiteMagicException(message, inner);
