namespace WhiteMagic.Mcp.Transport;

/// <summary>Keeps the first and the last bytes of a line that cannot be kept: a request's id often stands there.</summary>
internal sealed class LineEnds
{
    private const int Kept = 512;

    private byte[]? _start;
    private byte[] _end = [];

    public ReadOnlyMemory<byte> Start => _start;

    public ReadOnlyMemory<byte> End => _end;

    public void Append(ReadOnlySpan<byte> more)
    {
        _start ??= more[..Math.Min(Kept, more.Length)].ToArray();
        if (more.Length >= Kept)
        {
            _end = more[^Kept..].ToArray();
            return;
        }

        ReadOnlySpan<byte> before = _end.AsSpan(Math.Max(0, _end.Length + more.Length - Kept));
        _end = [.. before, .. more];
    }
}
