using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Interleavings.Tests.Pipelines;

/// <summary>Several workers that make many of one through narrow buffers: what comes out is what a loop gives.</summary>
internal sealed class OrderProgram(Exploration run)
{
    private readonly int _pieces = 1 + run.Choose(4);

    public static Task RunAsync(Exploration run) => new OrderProgram(run).RunAsync();

    private async Task RunAsync()
    {
        var items = Enumerable.Range(0, 2 + run.Choose(5)).ToArray();
        var pipeline = Pipeline.Start<int>().AddSplit("split", Split, 2 + run.Choose(2), 1 + run.Choose(2));
        var options = new PipelineOptions { BufferSize = 1 + run.Choose(3), ChunkSize = 1 + run.Choose(2), TimeProvider = new ExploredTime() };
        List<int> given = [];
        await foreach (var outcome in pipeline.Run(items, options))
        {
            given.Add(outcome.Value);
        }

        run.Expect(given.SequenceEqual(items.SelectMany(Split)), $"There came {string.Join(" ", given)}.");
    }

    private IEnumerable<int> Split(int item) => Enumerable.Range(item * _pieces, _pieces);
}
