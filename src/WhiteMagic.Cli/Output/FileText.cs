namespace WhiteMagic.Cli.Output;

/// <summary>A file that was read.</summary>
internal sealed record FileText
{
    public required string Path { get; init; }

    public required long Bytes { get; init; }

    public required string Text { get; init; }
}
