namespace WhiteMagic.Mcp.Transport;

internal enum LineKind
{
    Message,
    TooLong,

    /// <summary>A line for which there is no memory.</summary>
    NoRoom,
    End,
}
