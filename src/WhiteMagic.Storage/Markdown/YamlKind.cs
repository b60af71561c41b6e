namespace WhiteMagic.Storage.Markdown;

internal enum YamlKind
{
    Scalar,
    Sequence,
    Mapping,
    Alias,
}
