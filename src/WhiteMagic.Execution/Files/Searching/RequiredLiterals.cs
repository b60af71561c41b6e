using System.Buffers;
using System.Globalization;
using System.Text;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Reads from a regular expression texts one of which stands in every match, so that few lines need be looked at closely.</summary>
/// <remarks>It understands what is common and says nothing of the rest: a text too many would only cost time, one too few a match.</remarks>
internal sealed class RequiredLiterals
{
    private const int MostTexts = 64;
    private const int MostDepth = 100;

    private static readonly SearchValues<char> OfCounts = SearchValues.Create("0123456789,");

    private readonly string _pattern;
    private int _next;
    private int _depth;

    private RequiredLiterals(string pattern) => _pattern = pattern;

    private char Current => _next < _pattern.Length ? _pattern[_next] : '\0';

    /// <summary>Gives the texts; none when nothing is known.</summary>
    public static IReadOnlyList<string> Find(string pattern)
    {
        var reader = new RequiredLiterals(pattern);
        try
        {
            IReadOnlyList<string>? texts = reader.ReadAlternatives();
            return reader._next == pattern.Length ? texts ?? [] : [];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private List<string>? ReadAlternatives()
    {
        if (++_depth > MostDepth)
        {
            throw new FormatException();
        }

        List<string>? all = [];
        do
        {
            IReadOnlyList<string>? one = ReadSequence();
            all = one is null || all is null || all.Count + one.Count > MostTexts ? null : [.. all, .. one];
        }
        while (TakeIf('|'));
        _depth--;
        return all;
    }

    private IReadOnlyList<string>? ReadSequence()
    {
        IReadOnlyList<string>? best = null;
        var run = new StringBuilder();
        while (_next < _pattern.Length && Current is not ('|' or ')'))
        {
            RegexPart part = ReadPart();
            (int least, bool isRepeated) = ReadQuantifier();
            if (part.Text is { } text && least > 0)
            {
                run.Append(text);
            }

            if (part.Text is null ? !part.IsEmpty : isRepeated)
            {
                best = Better(best, run.Length > 0 ? [run.ToString()] : null);
                run.Clear();
            }

            best = least > 0 ? Better(best, part.Required) : best;
        }

        return Better(best, run.Length > 0 ? [run.ToString()] : null);
    }

    private RegexPart ReadPart()
    {
        char c = _pattern[_next++];
        switch (c)
        {
            case '(':
                return ReadGroup();
            case '[':
                SkipClass();
                return RegexPart.Anything;
            case '\\':
                return ReadEscape();
            case '.':
                return RegexPart.Anything;
            case '^' or '$':
                return RegexPart.Nothing;
            case '*' or '+' or '?':
                throw new FormatException();
            default:
                return char.IsSurrogate(c) ? ReadPair(c) : RegexPart.Of(c.ToString());
        }
    }

    // A quantifier is of the second half alone.
    private RegexPart ReadPair(char first)
    {
        if (!char.IsHighSurrogate(first) || !char.IsLowSurrogate(Current) || IsQuantifier(_next + 1))
        {
            return RegexPart.Anything;
        }

        return RegexPart.Of(string.Concat(first, _pattern[_next++]));
    }

    private RegexPart ReadGroup()
    {
        bool isAround = false;
        if (TakeIf('?'))
        {
            isAround = ReadGroupKind();
        }

        IReadOnlyList<string>? inner = ReadAlternatives();
        if (!TakeIf(')'))
        {
            throw new FormatException();
        }

        return isAround ? RegexPart.Nothing : RegexPart.Anything with { Required = inner };
    }

    // Whether the group looks around, and so need not be in the match.
    private bool ReadGroupKind()
    {
        char kind = Current;
        _next++;
        bool isBehind = kind == '<' && (Current is '=' or '!');
        if (kind is '=' or '!' || isBehind)
        {
            _next += isBehind ? 1 : 0;
            return true;
        }

        if (kind is '<' or '\'')
        {
            int end = _pattern.IndexOf(kind == '<' ? '>' : '\'', _next);
            _next = end > 0 ? end + 1 : throw new FormatException();
            return false;
        }

        // Options within, comments and conditions change the meaning of what follows.
        return kind is ':' or '>' ? false : throw new FormatException();
    }

    private RegexPart ReadEscape()
    {
        char c = Current;
        _next++;
        switch (c)
        {
            case 'b' or 'B' or 'A' or 'Z' or 'z' or 'G':
                return RegexPart.Nothing;
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                return RegexPart.Anything;
            case 't':
                return RegexPart.Of("\t");
            case 'p' or 'P' when Current == '{' && _pattern.IndexOf('}', _next) is var end and > 0:
                _next = end + 1;
                return RegexPart.Anything;
            case 'x':
                return ReadCode(2);
            case 'u':
                return ReadCode(4);
            default:
                return char.IsAsciiLetterOrDigit(c) || c == '\0' || c > '~' ? throw new FormatException() : RegexPart.Of(c.ToString());
        }
    }

    private RegexPart ReadCode(int digits)
    {
        if (_next + digits > _pattern.Length
            || !int.TryParse(_pattern.AsSpan(_next, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
        {
            throw new FormatException();
        }

        _next += digits;
        return char.IsSurrogate((char)code) ? RegexPart.Anything : RegexPart.Of(((char)code).ToString());
    }

    private void SkipClass()
    {
        _next += Current == '^' ? 1 : 0;
        for (int first = _next; _next < _pattern.Length; _next++)
        {
            switch (Current)
            {
                case ']' when _next > first:
                    _next++;
                    return;
                case '\\':
                    _next++;
                    break;
                case '[' when _pattern[_next - 1] == '-':
                    throw new FormatException();
                default:
                    break;
            }
        }

        throw new FormatException();
    }

    // How often at least, and whether it may be more often than once.
    private (int Least, bool IsRepeated) ReadQuantifier()
    {
        (int Least, bool IsRepeated) quantity = (1, false);
        if (!IsQuantifier(_next))
        {
            return quantity;
        }

        char kind = _pattern[_next++];
        if (kind == '{')
        {
            int end = _pattern.IndexOf('}', _next);
            string least = _pattern[_next..end].Split(',')[0];
            _next = end + 1;
            quantity = (least.Trim('0').Length == 0 ? 0 : 1, true);
        }
        else
        {
            quantity = (kind == '+' ? 1 : 0, true);
        }

        _ = TakeIf('?');
        return IsQuantifier(_next) ? throw new FormatException() : quantity;
    }

    private bool IsQuantifier(int place)
    {
        if (place >= _pattern.Length || _pattern[place] is not ('*' or '+' or '?' or '{'))
        {
            return false;
        }

        int end = _pattern[place] == '{' ? _pattern.IndexOf('}', place) : place;
        return end == place
            || (end > place + 1 && char.IsAsciiDigit(_pattern[place + 1]) && !_pattern.AsSpan(place + 1, end - place - 1).ContainsAnyExcept(OfCounts));
    }

    private bool TakeIf(char c)
    {
        bool isThere = Current == c && _next < _pattern.Length;
        _next += isThere ? 1 : 0;
        return isThere;
    }

    // The longest is the rarest, and of the same length one is rarer than several.
    private static IReadOnlyList<string>? Better(IReadOnlyList<string>? left, IReadOnlyList<string>? right) =>
        left is null ? right : right is null || Worth(left) >= Worth(right) ? left : right;

    private static int Worth(IReadOnlyList<string> texts) => (Math.Min(8, texts.Min(static text => text.Length)) * 100) - texts.Count;
}
