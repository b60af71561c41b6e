using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace WhiteMagic.Search;

/// <summary>One character of a text after folding, with its role and how many UTF-16 units it took.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoldedCharacter(int CodePoint, string? Expansion, int Width, CharacterRole Role)
{
    public static FoldedCharacter Read(ReadOnlySpan<char> text, int index)
    {
        var source = text[index];
        if (source < 0x80)
        {
            return new(char.ToLowerInvariant(source), null, 1, CharacterRoles.Of(source));
        }

        if (!char.IsSurrogate(source))
        {
            var folded = CharacterFolding.Fold(source, out var expansion);
            return new(folded, expansion, 1, CharacterRoles.Of(folded));
        }

        if (Rune.DecodeFromUtf16(text[index..], out var rune, out var width) != OperationStatus.Done)
        {
            return new(0, null, 1, CharacterRole.Separator);
        }

        var codePoint = CharacterFolding.Fold(rune.Value);
        return new(codePoint, null, width, CharacterRoles.Of(codePoint));
    }

    /// <summary>Writes the character and returns how many units it took, or 0 when there is no room left.</summary>
    public int Write(Span<char> target)
    {
        if (Expansion is not null)
        {
            return Expansion.TryCopyTo(target) ? Expansion.Length : 0;
        }

        if (CodePoint < 0x10000)
        {
            if (target.IsEmpty)
            {
                return 0;
            }

            target[0] = (char)CodePoint;
            return 1;
        }

        return new Rune(CodePoint).TryEncodeToUtf16(target, out var written) ? written : 0;
    }
}
