namespace WhiteMagic.Bench.Corpus;

/// <summary>A question of 3 to 10 words and the document its rarer words were taken from.</summary>
internal sealed record Question(string Text, string FileName);
