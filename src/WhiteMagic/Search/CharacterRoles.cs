using System.Globalization;

namespace WhiteMagic.Search;

/// <summary>Decides the role of a folded character: part of a word, of a script without spaces, an emoji, or nothing.</summary>
internal static class CharacterRoles
{
    public static CharacterRole Of(int codePoint)
    {
        if (codePoint < 0x80)
        {
            return char.IsAsciiLetterOrDigit((char)codePoint) ? CharacterRole.Word : CharacterRole.Separator;
        }

        if (IsUnspaced(codePoint))
        {
            return CharacterRole.Pairs;
        }

        return CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
                codePoint is 0x640 or 0xFF9E or 0xFF9F ? CharacterRole.Ignored : CharacterRole.Word,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark =>
                IsDroppedMark(codePoint) ? CharacterRole.Ignored : CharacterRole.Word,
            UnicodeCategory.Format => codePoint == 0x200B ? CharacterRole.Separator : CharacterRole.Ignored,
            UnicodeCategory.OtherSymbol or UnicodeCategory.OtherNotAssigned =>
                IsPictograph(codePoint) ? CharacterRole.Emoji : CharacterRole.Separator,
            UnicodeCategory.ModifierSymbol => IsSkinTone(codePoint) ? CharacterRole.Ignored : CharacterRole.Separator,
            _ => CharacterRole.Separator,
        };
    }

    /// <summary>Says whether a script writes words without spaces, so that they are found by overlapping pairs.</summary>
    public static bool IsUnspaced(int codePoint) => codePoint switch
    {
        < 0x0E00 => false,
        <= 0x0EFF => codePoint is not (0x0E3F or 0x0E4F or 0x0E5A or 0x0E5B),
        >= 0x1000 and <= 0x109F => codePoint is not (0x104A or 0x104B),
        >= 0x1100 and <= 0x11FF => true,
        >= 0x1780 and <= 0x17FF => codePoint is not (>= 0x17D4 and <= 0x17DB and not 0x17D7),
        >= 0x2E80 and <= 0x2FDF => true,
        >= 0x3005 and <= 0x3007 or >= 0x3021 and <= 0x3029 => true,
        >= 0x3041 and <= 0x30FF => codePoint is not (>= 0x3099 and <= 0x309C or 0x30A0 or 0x30FB),
        >= 0x3105 and <= 0x31FF => codePoint is < 0x3190 or > 0x319F,
        >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0xA48F => true,
        >= 0xAC00 and <= 0xD7FB or >= 0xF900 and <= 0xFAFF => true,
        >= 0x20000 and <= 0x3FFFF => true,
        _ => false,
    };

    /// <summary>Says whether a script's single signs carry so little that long queries need wider windows than a pair.</summary>
    public static bool IsAlphabetic(int codePoint) =>
        codePoint is >= 0x0E00 and <= 0x0EFF or >= 0x1000 and <= 0x109F or >= 0x1780 and <= 0x17FF;

    public static bool IsSkinTone(int codePoint) => codePoint is >= 0x1F3FB and <= 0x1F3FF;

    public static bool IsRegionalIndicator(int codePoint) => codePoint is >= 0x1F1E6 and <= 0x1F1FF;

    // Box drawing lies between the ranges on purpose: trees and tables are full of it.
    private static bool IsPictograph(int codePoint) =>
        codePoint is >= 0x2300 and <= 0x23FF or >= 0x25A0 and <= 0x27BF or >= 0x2B00 and <= 0x2BFF
            or 0x3030 or 0x303D or 0x3297 or 0x3299 or >= 0x1F000 and <= 0x1FAFF;

    private static bool IsDroppedMark(int codePoint) =>
        codePoint is >= 0x0300 and <= 0x036F or >= 0x0483 and <= 0x0489 or >= 0x0591 and <= 0x05C7
            or >= 0x0610 and <= 0x061A or >= 0x064B and <= 0x065F or 0x0670 or >= 0x06D6 and <= 0x06ED
            or >= 0x1AB0 and <= 0x1AFF or >= 0x1DC0 and <= 0x1DFF or >= 0x20D0 and <= 0x20FF
            or 0x3099 or 0x309A or >= 0xFE00 and <= 0xFE0F or >= 0xFE20 and <= 0xFE2F or >= 0xE0100 and <= 0xE01EF;
}
