using System.Buffers;
using System.Text;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Folds case as Unicode's simple case folding does, one character for one.</summary>
internal static class CaseFolding
{
    private const int LongS = 0x17F;
    private const int KelvinSign = 0x212A;

    private static readonly Lazy<Dictionary<Rune, Rune[]>> Others = new(FindOthers);

    /// <summary>Gives the character that stands for all that differ only in case.</summary>
    public static Rune Fold(Rune rune)
    {
        if (rune.IsAscii)
        {
            return rune.Value is >= 'A' and <= 'Z' ? new Rune(rune.Value | 0x20) : rune;
        }

        // The runtime leaves the long s alone.
        return rune.Value == LongS ? new Rune('s') : Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));
    }

    /// <summary>Gives every character that folds to the same.</summary>
    public static IReadOnlyList<Rune> Variants(Rune rune)
    {
        Rune folded = Fold(rune);
        return folded.Value switch
        {
            'k' => [folded, new('K'), new(KelvinSign)],
            's' => [folded, new('S'), new(LongS)],
            >= 'a' and <= 'z' => [folded, new(folded.Value - 0x20)],
            _ when folded.IsAscii => [folded],
            _ => Others.Value.TryGetValue(folded, out Rune[]? variants) ? variants : [folded],
        };
    }

    /// <summary>Whether a text begins with folded characters, in any case.</summary>
    public static bool TryMatchForward(ReadOnlySpan<byte> text, ReadOnlySpan<Rune> folded, out int length)
    {
        length = 0;
        foreach (Rune expected in folded)
        {
            if (Rune.DecodeFromUtf8(text[length..], out Rune rune, out int taken) != OperationStatus.Done || Fold(rune) != expected)
            {
                return false;
            }

            length += taken;
        }

        return true;
    }

    /// <summary>Whether a text ends with folded characters, in any case.</summary>
    public static bool TryMatchBackward(ReadOnlySpan<byte> text, ReadOnlySpan<Rune> folded, out int length)
    {
        length = 0;
        for (int i = folded.Length - 1; i >= 0; i--)
        {
            if (Rune.DecodeLastFromUtf8(text[..^length], out Rune rune, out int taken) != OperationStatus.Done || Fold(rune) != folded[i])
            {
                return false;
            }

            length += taken;
        }

        return true;
    }

    // Above U+1FFFF nothing has case.
    private static Dictionary<Rune, Rune[]> FindOthers() => Enumerable.Range(0x80, 0x1FF80)
        .Where(Rune.IsValid)
        .Select(static code => new Rune(code))
        .GroupBy(Fold)
        .Where(static group => group.Count() > 1)
        .ToDictionary(static group => group.Key, static group => group.ToArray());
}
