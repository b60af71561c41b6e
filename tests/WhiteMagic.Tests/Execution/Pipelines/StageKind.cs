namespace WhiteMagic.Tests.Execution.Pipelines;

public enum StageKind
{
    Map,
    MapAsync,
    Split,
    SplitAsync,
}
