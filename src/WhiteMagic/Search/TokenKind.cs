namespace WhiteMagic.Search;

/// <summary>Names what a token came from: queries treat the end of a bigram run and identifier parts differently.</summary>
internal enum TokenKind : byte
{
    Word,
    Pair,
    RunEnd,
    Single,
    Emoji,
    Part,
}
