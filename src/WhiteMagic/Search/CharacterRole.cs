namespace WhiteMagic.Search;

/// <summary>Names what a character does to the tokens around it.</summary>
internal enum CharacterRole : byte
{
    Separator,
    Word,
    Ignored,
    Pairs,
    Emoji,
}
