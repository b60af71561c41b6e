namespace WhiteMagic.Cli.Output;

/// <summary>What exported metrics are written as.</summary>
internal enum MetricFormat
{
    Json,
    Csv,
}
