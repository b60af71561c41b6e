using System.Globalization;

namespace WhiteMagic.Search;

/// <summary>Folds characters to what people type: lower case, no accents, one form of each letter and digit.</summary>
internal static class CharacterFolding
{
    // Values from here on are indexes of foldings to several characters; private-use characters are never folded to.
    private const char FirstExpansion = '\uE000';

    private static readonly char[]?[] Pages = new char[256][];
    private static readonly string[] Expansions = ReadTables();

    /// <summary>Folds one character outside ASCII; <paramref name="expansion"/> is set when it becomes several.</summary>
    public static char Fold(char source, out string? expansion)
    {
        expansion = null;
        if (source is >= '\uFF01' and <= '\uFF5E')
        {
            return char.ToLowerInvariant((char)(source - 0xFEE0));
        }

        var lower = char.ToLowerInvariant(source);
        var folded = Pages[lower >> 8]?[lower & 255] ?? '\0';
        if (folded == '\0')
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(lower);
            return digit >= 0 ? (char)('0' + digit) : lower;
        }

        if (folded < FirstExpansion || folded >= '\uF900')
        {
            return folded;
        }

        expansion = Expansions[folded - FirstExpansion];
        return expansion[0];
    }

    /// <summary>Folds a code point beyond the basic plane: mathematical letters and digits become plain ones.</summary>
    public static int Fold(int codePoint) => codePoint switch
    {
        >= 0x1D400 and <= 0x1D6A3 => 'a' + ((codePoint - 0x1D400) % 26),
        >= 0x1D7CE and <= 0x1D7FF => '0' + ((codePoint - 0x1D7CE) % 10),
        _ => System.Text.Rune.ToLowerInvariant(new System.Text.Rune(codePoint)).Value,
    };

    private static string[] ReadTables()
    {
        var expansions = new List<string>();
        Read(LatinFolding.Entries, expansions);
        Read(CompatibilityFolding.Entries, expansions);
        return [.. expansions];
    }

    private static void Read(string table, List<string> expansions)
    {
        var rest = table.AsSpan();
        foreach (var range in rest.Split(' '))
        {
            var entry = rest[range];
            var page = Pages[entry[0] >> 8] ??= new char[256];
            if (entry.Length == 2)
            {
                page[entry[0] & 255] = entry[1];
                continue;
            }

            page[entry[0] & 255] = (char)(FirstExpansion + expansions.Count);
            expansions.Add(entry[1..].ToString());
        }
    }
}
