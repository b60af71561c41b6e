namespace WhiteMagic.Cli.Import;

/// <summary>What an export is written as.</summary>
internal enum ExportFormat
{
    JsonLines,
    Markdown,
}
