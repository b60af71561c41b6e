using System.Text;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>One of several texts that are looked for, with the few bytes of it by which places worth a closer look are found.</summary>
internal sealed class Needle
{
    private const int MostVariants = 64;

    // How many of a thousand letters of plain text are this one, roughly; what is not listed is rarer.
    private const string Common = " etaoinsrhldcumfpgwybv";

    private readonly byte[]? _text;
    private readonly Rune[] _folded;
    private readonly int _anchor;

    public Needle(string text, bool ignoresCase)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Rune[] runes = [.. text.EnumerateRunes()];
        bool hasCase = ignoresCase && runes.Any(static rune => !rune.IsAscii || char.IsAsciiLetter((char)rune.Value));
        _folded = hasCase ? [.. runes.Select(CaseFolding.Fold)] : [];
        _text = hasCase ? null : bytes;
        (_anchor, Prints) = hasCase ? ChooseFolded() : ChooseExact(bytes);
    }

    /// <summary>The byte sequences that one of which stands at every match, all of the same length.</summary>
    public IReadOnlyList<byte[]> Prints { get; private set; }

    public int PrintLength => Prints[0].Length;

    /// <summary>Cuts the prints to a length that all needles have.</summary>
    public void Shorten(int length) => Prints = [.. Prints.Select(print => print[..length]).DistinctBy(Convert.ToHexString, StringComparer.Ordinal)];

    /// <summary>Whether a match has its print at a place.</summary>
    public bool TryMatch(ReadOnlySpan<byte> text, int place, out LineMatch match)
    {
        match = default;
        if (_text is { } exact)
        {
            match = new LineMatch(place - _anchor, exact.Length);
            return match.Start >= 0 && text[match.Start..].StartsWith(exact);
        }

        if (CaseFolding.TryMatchForward(text[place..], _folded.AsSpan(_anchor), out int after)
            && CaseFolding.TryMatchBackward(text[..place], _folded.AsSpan(0, _anchor), out int before))
        {
            match = new LineMatch(place - before, before + after);
            return true;
        }

        return false;
    }

    private static (int Anchor, IReadOnlyList<byte[]> Prints) ChooseExact(byte[] text)
    {
        int length = Math.Min(NeedleSet.MostPrint, text.Length);
        int best = 0;
        double least = double.MaxValue;
        for (int i = 0; i + length <= text.Length; i++)
        {
            double expected = Frequency(text.AsSpan(i, length));
            if (expected < least)
            {
                (best, least) = (i, expected);
            }
        }

        return (best, [text[best..(best + length)]]);
    }

    private (int Anchor, IReadOnlyList<byte[]> Prints) ChooseFolded()
    {
        (int Anchor, IReadOnlyList<byte[]> Prints) best = (0, PrintsAt(0));
        double least = Cost(best.Prints);
        for (int i = 1; i < _folded.Length; i++)
        {
            List<byte[]> prints = PrintsAt(i);
            double cost = prints.Count > 0 ? Cost(prints) : double.MaxValue;
            if (cost < least)
            {
                (best, least) = ((i, prints), cost);
            }
        }

        return best;
    }

    // Every way in which the characters from here can be written, as far as all of these have bytes.
    private List<byte[]> PrintsAt(int index)
    {
        List<byte[]> ways = [[]];
        for (int i = index; i < _folded.Length && ways.Min(static way => way.Length) < NeedleSet.MostPrint; i++)
        {
            byte[][] variants = [.. CaseFolding.Variants(_folded[i]).Select(Encode)];
            if (ways.Count * variants.Length > MostVariants)
            {
                break;
            }

            ways = [.. ways.SelectMany(way => variants.Select(variant => (byte[])[.. way, .. variant]))];
        }

        int length = Math.Min(NeedleSet.MostPrint, ways.Min(static way => way.Length));
        return [.. ways.Select(way => way[..length]).DistinctBy(Convert.ToHexString, StringComparer.Ordinal)];
    }

    private static double Cost(IReadOnlyList<byte[]> prints) => prints.Sum(static print => Frequency(print));

    private static byte[] Encode(Rune rune)
    {
        byte[] bytes = new byte[rune.Utf8SequenceLength];
        rune.EncodeToUtf8(bytes);
        return bytes;
    }

    private static double Frequency(ReadOnlySpan<byte> print)
    {
        double share = 1;
        foreach (byte value in print)
        {
            int rank = Common.IndexOf((char)value, StringComparison.Ordinal);
            share *= rank >= 0 ? 0.13 / (rank + 1) : 0.003;
        }

        return share;
    }
}
