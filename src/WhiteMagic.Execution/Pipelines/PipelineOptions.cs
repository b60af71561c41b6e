namespace WhiteMagic.Execution.Pipelines;

/// <summary>Says how a run goes.</summary>
public sealed record PipelineOptions
{
    /// <summary>The most items a buffer can be asked to hold.</summary>
    public const int MaxBufferSize = 1 << 20;

    /// <summary>The most items a chunk can be asked to hold.</summary>
    public const int MaxChunkSize = 1 << 16;

    /// <summary>The options of a run that was given none.</summary>
    public static PipelineOptions Default { get; } = new();

    /// <summary>The order of the outcomes.</summary>
    public OutcomeOrder Order { get; init; } = OutcomeOrder.Source;

    /// <summary>What an item that fails means for the others.</summary>
    public StageFailurePolicy OnFailure { get; init; } = StageFailurePolicy.Continue;

    /// <summary>
    /// How many items may wait in front of a stage, or of the consumer, unless the stage says otherwise; from 1 to
    /// <see cref="MaxBufferSize"/>. Where order is kept behind a parallel stage, as many again may wait for their turn.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int BufferSize
    {
        get;
        init => field = InRange(value, MaxBufferSize);
    } = 512;

    /// <summary>
    /// How many items are handed on at once at most, from 1 to <see cref="MaxChunkSize"/>. More cost less an item; none
    /// waits for a chunk to fill while the next stage has nothing to do. A synchronous stage of several workers takes as
    /// many as it does in some 50 microseconds; with 1 no item ever waits behind another one of its worker.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int ChunkSize
    {
        get;
        init => field = InRange(value, MaxChunkSize);
    } = 128;

    /// <summary>The clock of the statistics.</summary>
    /// <exception cref="ArgumentNullException">The clock is null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = TimeProvider.System;

    private static int InRange(int value, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, max);
        return value;
    }
}
