namespace WhiteMagic;

/// <summary>Says that a value the caller gave is not allowed, which one, and what is.</summary>
public sealed class InvalidInputException : WhiteMagicException
{
    /// <summary>Creates the error for one field.</summary>
    /// <param name="field">The field's name as the caller knows it (snake_case).</param>
    /// <param name="message">What is wrong and what is allowed.</param>
    public InvalidInputException(string field, string message) : base($"{field}: {message}") => Field = field;

    /// <summary>The field the value was given for.</summary>
    public string Field { get; }
}
