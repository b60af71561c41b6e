using CsCheck;
using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Tests.Pipelines;

/// <summary>Any pipeline, any source and any options; knows what a sequential loop would make of them.</summary>
internal sealed record Trial(StageSpec[] Stages, int Count, bool IsAsync, PipelineOptions Options, int Act)
{
    private static readonly Gen<int?> BufferSize =
        Gen.Frequency((2, Gen.Const((int?)null)), (3, Gen.Int[1, 6].Select(n => (int?)n)));

    private static readonly Gen<int> FailEvery =
        Gen.Frequency((3, Gen.Const(0)), (1, Gen.Const(7)), (1, Gen.Const(29)));

    private static readonly Gen<PipelineOptions> AnyOptions = Gen.Select(
        Gen.Enum<OutcomeOrder>(), Gen.Int[1, 12], Gen.Int[1, 40], (order, chunk, buffer) =>
            new PipelineOptions { Order = order, ChunkSize = chunk, BufferSize = buffer });

    private static readonly Gen<StageSpec> AnyStage = Gen.Select(
        Gen.Enum<StageKind>(), Gen.Int[1, 4], BufferSize, FailEvery, Gen.Bool,
        (kind, parallel, buffer, fail, yields) => new StageSpec(kind, parallel, buffer, fail, yields));

    public static Gen<Trial> Any { get; } = Gen.Select(
        AnyStage.Array[0, 4], Gen.Int[0, 30], Gen.Bool, AnyOptions, Gen.Int[0, 100],
        (stages, count, isAsync, options, act) => new Trial(stages, count, isAsync, options, act));

    public PipelineRun<long> Start(Probe probe, int throwAt = -1, CancellationToken token = default)
    {
        var pipeline = Pipeline.Start<long>();
        for (var i = 0; i < Stages.Length; i++)
        {
            pipeline = Add(pipeline, NameOf(i), Stages[i], probe);
        }

        return IsAsync
            ? pipeline.Run(probe.SourceAsync(Count, throwAt), Options, token)
            : pipeline.Run(probe.Source(Count, throwAt), Options, token);
    }

    public List<Expected> Sequentially(int count)
    {
        List<Expected> outcomes = [];
        for (var i = 0; i < count; i++)
        {
            Work(i, i, stage: 0, outcomes);
        }

        return outcomes;
    }

    public override string ToString() =>
        $"{Count} items, async {IsAsync}, act {Act}, {Options.Order}, chunk {Options.ChunkSize}, buffer {Options.BufferSize}: "
        + string.Join("; ", Stages.Select(s => s.ToString()));

    private static string NameOf(int stage) => $"stage {stage}";

    private static Pipeline<long, long> Add(Pipeline<long, long> before, string name, StageSpec spec, Probe probe) =>
        spec.Kind switch
        {
            StageKind.Map => before.AddStage(name, v => Map(spec, probe, v), spec.MaxParallel, spec.BufferSize),
            StageKind.MapAsync => before.AddStage(
                name, async (v, _) => await MapAsync(spec, probe, v), spec.MaxParallel, spec.BufferSize),
            StageKind.Split => before.AddSplit(name, v => Split(spec, probe, v), spec.MaxParallel, spec.BufferSize),
            _ => before.AddSplit(name, (v, _) => SplitAsync(spec, probe, v), spec.MaxParallel, spec.BufferSize),
        };

    private static long Map(StageSpec spec, Probe probe, long value)
    {
        probe.Enter();
        try
        {
            return spec.Fails(value) ? throw new FormatException($"{value}") : spec.Map(value);
        }
        finally
        {
            probe.Leave();
        }
    }

    private static async Task<long> MapAsync(StageSpec spec, Probe probe, long value)
    {
        probe.Enter();
        try
        {
            if (spec.Yields)
            {
                await Task.Yield();
            }

            return spec.Fails(value) ? throw new FormatException($"{value}") : spec.Map(value);
        }
        finally
        {
            probe.Leave();
        }
    }

    private static IEnumerable<long> Split(StageSpec spec, Probe probe, long value)
    {
        probe.Enter();
        try
        {
            for (var i = 0; i < spec.CountOf(value); i++)
            {
                yield return spec.Piece(value, i);
            }

            if (spec.Fails(value))
            {
                throw new FormatException($"{value}");
            }
        }
        finally
        {
            probe.Leave();
        }
    }

    private static async IAsyncEnumerable<long> SplitAsync(StageSpec spec, Probe probe, long value)
    {
        foreach (var piece in Split(spec, probe, value))
        {
            if (spec.Yields)
            {
                await Task.Yield();
            }

            yield return piece;
        }
    }

    private void Work(long position, long value, int stage, List<Expected> outcomes)
    {
        if (stage == Stages.Length)
        {
            outcomes.Add(new(position, OutcomeStatus.Succeeded, value, null));
            return;
        }

        var spec = Stages[stage];
        var fails = spec.Fails(value);
        for (var i = 0; spec.IsSplit && i < spec.CountOf(value); i++)
        {
            Work(position, spec.Piece(value, i), stage + 1, outcomes);
        }

        if (fails)
        {
            outcomes.Add(new(position, OutcomeStatus.Failed, 0, NameOf(stage)));
        }
        else if (!spec.IsSplit)
        {
            Work(position, spec.Map(value), stage + 1, outcomes);
        }
    }
}
