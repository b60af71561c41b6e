namespace WhiteMagic.Search;

/// <summary>Names what a line of Markdown begins.</summary>
internal enum MarkdownLineKind : byte
{
    Blank,
    Text,
    Heading,
    Fence,
    ListItem,
}
