namespace WhiteMagic.Bench.Areas.Engine;

/// <summary>What becomes of the computation for which a thousand callers wait.</summary>
internal enum Stampede
{
    Succeeds,
    Throws,
    FirstCancels,
    Hangs,
}
