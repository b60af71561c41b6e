namespace WhiteMagic.Mcp.Resources;

internal static class MediaTypes
{
    public const string Markdown = "text/markdown";

    public const string Json = "application/json";
}
