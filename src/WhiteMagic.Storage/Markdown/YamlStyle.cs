namespace WhiteMagic.Storage.Markdown;

/// <summary>How a node is written: a scalar plain, quoted or as a block; a collection as a block or in flow.</summary>
internal enum YamlStyle
{
    Plain,
    Quoted,
    Block,
    Flow,
}
