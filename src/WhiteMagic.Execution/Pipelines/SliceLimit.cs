namespace WhiteMagic.Execution.Pipelines;

/// <summary>
/// Says how many items a worker takes at once. Where others could take them it is as many as a few microseconds need,
/// so that no item waits behind a slow one while a worker is free.
/// </summary>
internal sealed class SliceLimit(RunState run, StageDefinition stage)
{
    private static readonly TimeSpan Target = TimeSpan.FromMicroseconds(50);
    private readonly long _target = (long)(Target.TotalSeconds * run.Time.TimestampFrequency);
    private int _limit = 1;

    public int Of(int size) => stage.MaxParallel == 1 ? size : Math.Min(_limit, size);

    public void Learn(int items, long ticks)
    {
        if (stage.MaxParallel == 1)
        {
            return;
        }

        var fitting = ticks <= 0 ? int.MaxValue : items * _target / ticks;
        _limit = (int)Math.Clamp(fitting, 1, Math.Min(_limit * 2L, PipelineOptions.MaxChunkSize));
    }
}
