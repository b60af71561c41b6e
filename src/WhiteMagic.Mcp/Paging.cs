using ModelContextProtocol;

namespace WhiteMagic.Mcp;

/// <summary>Refuses cursors that no list gave.</summary>
internal static class Paging
{
    public static void RequireNone(string? cursor)
    {
        if (cursor is not null)
        {
            throw Unknown();
        }
    }

    public static McpProtocolException Unknown(Exception? inner = null) =>
        new("The cursor is not one of this list; leave it out to begin at the first page.", inner, McpErrorCode.InvalidParams);
}
