using System.Numerics;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Finds several texts at once, in any case if wanted: many places at a time are looked up by a few bytes, and only those that fit are compared.</summary>
internal sealed class NeedleFinder(NeedleSet needles) : LineFinder
{
    private readonly BucketScanner _scanner = new(needles.Low, needles.High);

    public override int Find(ReadOnlySpan<byte> text, int from) => Next(text, from, out _);

    // A needle that is found later may begin earlier, because they are found by some bytes in their middle.
    public override LineMatch Locate(ReadOnlySpan<byte> line)
    {
        int place = Next(line, 0, out LineMatch first);
        while (place >= 0)
        {
            place = Next(line, place + 1, out LineMatch match);
            if (place >= 0 && (match.Start < first.Start || (match.Start == first.Start && match.Length > first.Length)))
            {
                first = match;
            }
        }

        return first;
    }

    private int Next(ReadOnlySpan<byte> text, int from, out LineMatch match)
    {
        while (_scanner.TryFind(text, ref from, out uint places))
        {
            for (; places != 0; places &= places - 1)
            {
                int place = from + BitOperations.TrailingZeroCount(places);
                if (needles.TryMatch(text, place, out match))
                {
                    return place;
                }
            }

            from += _scanner.Step;
        }

        for (; from <= text.Length - needles.PrintLength; from++)
        {
            if (needles.TryMatch(text, from, out match))
            {
                return from;
            }
        }

        match = default;
        return -1;
    }
}
