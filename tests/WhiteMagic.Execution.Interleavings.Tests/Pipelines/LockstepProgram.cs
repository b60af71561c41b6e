using System.Runtime.CompilerServices;
using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Interleavings.Tests.Pipelines;

/// <summary>A source that gives an item only when the one before has come out: what is gathered must never wait for more.</summary>
internal sealed class LockstepProgram(Exploration run)
{
    private readonly int _items = 1 + run.Choose(5);
    private TaskCompletionSource _out = new();

    public static Task RunAsync(Exploration run) => new LockstepProgram(run).RunAsync();

    private async Task RunAsync()
    {
        var pipeline = Pipeline.Start<int>().AddStage("add", static item => item + 1, 1 + run.Choose(2));
        pipeline = run.Choose(2) == 0 ? pipeline : pipeline.AddStage("add more", static (item, _) => new ValueTask<int>(item + 1), 1 + run.Choose(2));
        var options = new PipelineOptions
        {
            BufferSize = 4,
            ChunkSize = 1 + run.Choose(4),
            Order = run.Choose(2) == 0 ? OutcomeOrder.Source : OutcomeOrder.Completion,
            TimeProvider = new ExploredTime(),
        };
        var count = 0;
        await foreach (var outcome in pipeline.Run(GiveAsync(), options))
        {
            run.Expect(outcome.Position == count++, $"Item {outcome.Position} came instead of {count - 1}.");
            _out.SetResult();
        }

        run.Expect(count == _items, $"There were {count} outcomes of {_items} items.");
    }

    private async IAsyncEnumerable<int> GiveAsync([EnumeratorCancellation] CancellationToken token = default)
    {
        for (var i = 0; i < _items; i++)
        {
            yield return i;
            await _out.Task;
            _out = new();
        }
    }
}
