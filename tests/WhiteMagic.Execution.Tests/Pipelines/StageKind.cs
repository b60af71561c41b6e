namespace WhiteMagic.Execution.Tests.Pipelines;

public enum StageKind
{
    Map,
    MapAsync,
    Split,
    SplitAsync,
}
