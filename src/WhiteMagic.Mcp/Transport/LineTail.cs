namespace WhiteMagic.Mcp.Transport;

/// <summary>Keeps the last bytes of a line that is too long to keep: a request's id often stands there.</summary>
internal sealed class LineTail
{
    private const int Kept = 512;

    private byte[] _bytes = [];

    public ReadOnlyMemory<byte> Bytes => _bytes;

    public void Append(ReadOnlySpan<byte> more)
    {
        if (more.Length >= Kept)
        {
            _bytes = more[^Kept..].ToArray();
            return;
        }

        ReadOnlySpan<byte> before = _bytes.AsSpan(Math.Max(0, _bytes.Length + more.Length - Kept));
        _bytes = [.. before, .. more];
    }
}
