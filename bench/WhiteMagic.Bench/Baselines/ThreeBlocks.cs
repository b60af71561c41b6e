using System.Threading.Tasks.Dataflow;

namespace WhiteMagic.Bench.Baselines;

/// <summary>Three bounded blocks of TPL Dataflow that do nothing, and one that takes what comes out.</summary>
internal static class ThreeBlocks
{
    private const int Bound = 512;

    public static void Pass(int items) => PassAsync(items).GetAwaiter().GetResult();

    private static async Task PassAsync(int items)
    {
        var options = new ExecutionDataflowBlockOptions { BoundedCapacity = Bound, SingleProducerConstrained = true };
        var linked = new DataflowLinkOptions { PropagateCompletion = true };
        var count = 0;
        var last = new ActionBlock<int>(_ => count++, options);
        var blocks = Enumerable.Range(0, 3).Select(_ => new TransformBlock<int, int>(static item => item, options)).ToArray();
        blocks[0].LinkTo(blocks[1], linked);
        blocks[1].LinkTo(blocks[2], linked);
        blocks[2].LinkTo(last, linked);
        for (var i = 0; i < items; i++)
        {
            if (!blocks[0].Post(i))
            {
                await blocks[0].SendAsync(i);
            }
        }

        blocks[0].Complete();
        await last.Completion;
        if (count != items)
        {
            throw new InvalidOperationException($"{items} items went in and {count} came out.");
        }
    }
}
