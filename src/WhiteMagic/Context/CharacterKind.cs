namespace WhiteMagic.Context;

[Flags]
internal enum CharacterKind
{
    None = 0,
    Symbol = 1,
    Space = 2,
    NewLine = 4,
    Number = 8,
    Upper = 16,
    Lower = 32,
    Caseless = 64,
    Mark = 128,

    Letter = Upper | Lower | Caseless,
    WordStart = Upper | Caseless | Mark,
    WordEnd = Lower | Caseless | Mark,
    White = Space | NewLine,
    Punctuation = Symbol | Mark,
}
