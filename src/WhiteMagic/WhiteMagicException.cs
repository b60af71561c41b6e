namespace WhiteMagic;

/// <summary>Marks an error whose message may be shown to the caller: it names what is wrong and what to do.</summary>
public abstract class WhiteMagicException : Exception
{
    /// <summary>Creates the error with a message that is safe for the caller.</summary>
    protected WhiteMagicException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
