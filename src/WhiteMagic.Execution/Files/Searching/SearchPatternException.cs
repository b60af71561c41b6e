namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Tells what is wrong with a pattern.</summary>
public sealed class SearchPatternException : ArgumentException
{
    internal SearchPatternException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
