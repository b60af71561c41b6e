namespace WhiteMagic.Mcp.Transport;

internal enum LineKind
{
    Message,
    TooLong,
    End,
}
