using System.Text;

namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Matches one name with one part of a pattern: <c>*</c>, <c>?</c>, <c>[a-z]</c> and the backslash.</summary>
internal static class Wildcard
{
    public static bool Matches(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> name)
    {
        int p = 0;
        int n = 0;
        (int Pattern, int Name) back = (-1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                back = (++p, n);
            }
            else if (p < pattern.Length && MatchesOne(pattern[p..], name[n..], out int used, out int taken))
            {
                (p, n) = (p + used, n + taken);
            }
            else if (back.Pattern >= 0)
            {
                back.Name++;
                (p, n) = back;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept((byte)'*') < 0;
    }

    private static bool MatchesOne(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> name, out int used, out int taken)
    {
        (used, taken) = (1, 1);
        switch (pattern[0])
        {
            case (byte)'?':
                _ = Rune.DecodeFromUtf8(name, out _, out taken);
                return true;
            case (byte)'[' when ClassEnd(pattern) is var end and > 0:
                _ = Rune.DecodeFromUtf8(name, out Rune rune, out taken);
                used = end + 1;
                return InClass(pattern[1..end], rune);
            case (byte)'\\' when pattern.Length > 1:
                used = 2;
                return pattern[1] == name[0];
            default:
                return pattern[0] == name[0];
        }
    }

    // A bracket that comes first stands for itself; without an end the opening one does.
    private static int ClassEnd(ReadOnlySpan<byte> pattern)
    {
        int i = pattern is [_, (byte)'!' or (byte)'^', ..] ? 2 : 1;
        for (int first = i; i < pattern.Length; i++)
        {
            if (pattern[i] == ']' && i > first)
            {
                return i;
            }

            i += pattern[i] == '\\' ? 1 : 0;
        }

        return -1;
    }

    private static bool InClass(ReadOnlySpan<byte> members, Rune rune)
    {
        bool isNegated = members is [(byte)'!' or (byte)'^', ..];
        members = isNegated ? members[1..] : members;
        bool found = false;
        while (!members.IsEmpty)
        {
            Rune low = Next(ref members);
            Rune high = low;
            if (members is [(byte)'-', _, ..])
            {
                members = members[1..];
                high = Next(ref members);
            }

            found |= low <= rune && rune <= high;
        }

        return found != isNegated;
    }

    private static Rune Next(ref ReadOnlySpan<byte> members)
    {
        members = members is [(byte)'\\', _, ..] ? members[1..] : members;
        _ = Rune.DecodeFromUtf8(members, out Rune rune, out int taken);
        members = members[taken..];
        return rune;
    }
}
