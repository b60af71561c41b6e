namespace WhiteMagic.Cli.Setup;

/// <summary>Where a member of a JSON object stands, in bytes.</summary>
/// <param name="NameStart">The opening quote of its name.</param>
/// <param name="ValueStart">The first byte of its value.</param>
/// <param name="ValueEnd">The byte after its value.</param>
internal readonly record struct JsonMember(int NameStart, int ValueStart, int ValueEnd);
