namespace WhiteMagic.Cli.Import;

/// <summary>Says what an export wrote.</summary>
internal sealed record ExportReport
{
    public required string Path { get; init; }

    public required int Memories { get; init; }
}
