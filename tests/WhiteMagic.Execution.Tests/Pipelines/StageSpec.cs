namespace WhiteMagic.Execution.Tests.Pipelines;

/// <summary>A stage to try; a value whose number divides by <paramref name="FailEvery"/> fails in it (0: none does).</summary>
internal sealed record StageSpec(StageKind Kind, int MaxParallel, int? BufferSize, int FailEvery, bool Yields)
{
    public bool IsSplit => Kind is StageKind.Split or StageKind.SplitAsync;

    public bool Fails(long value) => FailEvery > 0 && (value ^ (value >> 7)) % FailEvery == 0;

    public long Map(long value) => value * 3 + 1;

    public int CountOf(long value) => (int)(value % 4);

    public long Piece(long value, int index) => value * 4 + index + 1;
}
