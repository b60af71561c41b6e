namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Finds one text as it stands.</summary>
internal sealed class LiteralFinder(byte[] literal) : LineFinder
{
    public override int Find(ReadOnlySpan<byte> text, int from) =>
        text[from..].IndexOf(literal) is var place and >= 0 ? from + place : -1;

    public override LineMatch Locate(ReadOnlySpan<byte> line) => new(line.IndexOf(literal), literal.Length);
}
