using System.Text;
using System.Text.RegularExpressions;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Finds lines that a regular expression matches; where texts are known that every match holds, only lines with one of them are decoded.</summary>
internal sealed class RegexFinder(Regex regex, LineFinder? prefilter, MatchClock clock) : LineFinder
{
    private char[] _chars = new char[512];

    public override int Find(ReadOnlySpan<byte> text, int from)
    {
        while (from < text.Length)
        {
            int place = prefilter is null ? from : prefilter.Find(text, from);
            if (place < 0)
            {
                return -1;
            }

            int end = Lines.EndOf(text, place);
            if (IsMatch(Lines.Content(text, Math.Max(from, Lines.StartOf(text, place)), end)))
            {
                return place;
            }

            from = end + 1;
        }

        return -1;
    }

    public override LineMatch Locate(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<char> chars = Decode(line);
        foreach (ValueMatch match in regex.EnumerateMatches(chars))
        {
            int start = ByteOf(line, match.Index, isEnd: false);
            return new LineMatch(start, Math.Max(start, ByteOf(line, match.Index + match.Length, isEnd: true)) - start);
        }

        return default;
    }

    // The bytes are counted, because those that are not valid were decoded to something else, and a match may end within a character.
    private static int ByteOf(ReadOnlySpan<byte> line, int index, bool isEnd)
    {
        int place = 0;
        for (int chars = 0; chars < index && place < line.Length;)
        {
            _ = Rune.DecodeFromUtf8(line[place..], out Rune rune, out int taken);
            chars += rune.Utf16SequenceLength;
            if (chars > index && !isEnd)
            {
                break;
            }

            place += taken;
        }

        return place;
    }

    private bool IsMatch(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<char> chars = Decode(line);
        long began = clock.Begin();
        bool isMatch = regex.IsMatch(chars);
        clock.End(began);
        return isMatch;
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> line)
    {
        if (_chars.Length < line.Length)
        {
            _chars = new char[line.Length * 2];
        }

        return _chars.AsSpan(0, Encoding.UTF8.GetChars(line, _chars));
    }
}
