using System.Text.RegularExpressions;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Says what lines are looked for: those that hold a text, one of several texts, or what a regular expression matches.</summary>
/// <remarks>
/// A line matches by itself, without its line end. In any case means by Unicode's simple case folding for texts, and by the runtime's
/// casing for regular expressions, whose language is the runtime's.
/// </remarks>
public sealed class SearchPattern
{
    /// <summary>The most characters that a text or a regular expression may have.</summary>
    public const int MaxLength = 10_000;

    /// <summary>The most texts that can be looked for at once.</summary>
    public const int MaxTexts = 10_000;

    private const RegexOptions Common = RegexOptions.CultureInvariant;

    private readonly bool _isRegex;

    private SearchPattern(IReadOnlyList<string> texts, bool isRegex, bool ignoresCase)
    {
        Texts = [.. texts];
        (_isRegex, IgnoresCase) = (isRegex, ignoresCase);
        Validate();
    }

    /// <summary>The texts, or the regular expression.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Whether letters match in any case.</summary>
    public bool IgnoresCase { get; }

    /// <summary>Looks for a text as it stands.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ignoresCase">Whether letters match in any case.</param>
    /// <exception cref="SearchPatternException">It is empty, too long or holds a line end; the message says which.</exception>
    public static SearchPattern Literal(string text, bool ignoresCase = false) => AnyOf([text], ignoresCase);

    /// <summary>Looks for any of several texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="ignoresCase">Whether letters match in any case.</param>
    /// <exception cref="SearchPatternException">There is none, or one is empty, too long or holds a line end; the message says which.</exception>
    public static SearchPattern AnyOf(IReadOnlyList<string> texts, bool ignoresCase = false)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new SearchPattern(texts, isRegex: false, ignoresCase);
    }

    /// <summary>Looks for what a regular expression matches.</summary>
    /// <param name="expression">The expression; one that needs going back over the text, as for <c>\1</c> or <c>(?=…)</c>, may run out of time.</param>
    /// <param name="ignoresCase">Whether letters match in any case.</param>
    /// <exception cref="SearchPatternException">It is empty, too long or no regular expression; the message says where.</exception>
    public static SearchPattern Regex(string expression, bool ignoresCase = false)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var pattern = new SearchPattern([expression], isRegex: true, ignoresCase);
        _ = pattern.Compile(TimeSpan.FromSeconds(1));
        return pattern;
    }

    /// <summary>Makes what each worker needs one of.</summary>
    internal Func<MatchClock, LineFinder> Prepare(TimeSpan timeout)
    {
        if (!_isRegex)
        {
            return PrepareTexts(Texts);
        }

        Regex regex = Compile(timeout);
        string[] required = [.. RequiredLiterals.Find(Texts[0])];
        Func<MatchClock, LineFinder>? prefilter = required.Length > 0 ? PrepareTexts(required) : null;
        return clock => new RegexFinder(regex, prefilter?.Invoke(clock), clock);
    }

    private static SearchPatternException Invalid(string message, Exception? inner = null) => new(message, inner);

    private Func<MatchClock, LineFinder> PrepareTexts(IReadOnlyList<string> texts)
    {
        if (texts.Count == 1 && (!IgnoresCase || texts[0].All(static c => char.IsAscii(c) && !char.IsAsciiLetter(c))))
        {
            byte[] literal = System.Text.Encoding.UTF8.GetBytes(texts[0]);
            return _ => new LiteralFinder(literal);
        }

        var needles = new NeedleSet(texts, IgnoresCase);
        return _ => new NeedleFinder(needles);
    }

    private void Validate()
    {
        if (Texts.Count is 0 or > MaxTexts)
        {
            throw Invalid($"There are {Texts.Count} texts to look for; give from 1 to {MaxTexts}.");
        }

        foreach (string text in Texts)
        {
            if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
            {
                throw Invalid($"A pattern has {text?.Length ?? 0} characters; it must have from 1 to {MaxLength}.");
            }

            if (!_isRegex && text.AsSpan().ContainsAny('\n', '\r', '\0'))
            {
                throw Invalid("A pattern holds a line end or a NUL, and lines are searched one by one; give each line as a pattern of its own.");
            }
        }
    }

    // Backtracking is for what cannot be done without; its time is bounded like the other's.
    private Regex Compile(TimeSpan timeout)
    {
        RegexOptions options = IgnoresCase ? Common | RegexOptions.IgnoreCase : Common;
        try
        {
            try
            {
                return new Regex(Texts[0], options | RegexOptions.NonBacktracking, timeout);
            }
            catch (NotSupportedException)
            {
                return new Regex(Texts[0], options, timeout);
            }
        }
        catch (RegexParseException error)
        {
            throw Invalid($"The regular expression is not valid at character {error.Offset + 1}: {Reason(error)} Correct it there, or search for the text as it stands.", error);
        }
    }

    // The runtime's message begins with the pattern, which the caller knows.
    private static string Reason(RegexParseException error)
    {
        string reason = error.Message[(error.Message.LastIndexOf("offset ", StringComparison.Ordinal) + 1)..];
        int dot = reason.IndexOf(". ", StringComparison.Ordinal);
        return dot >= 0 ? reason[(dot + 2)..] : error.Error.ToString() + ".";
    }
}
