using System.Globalization;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Tests.Processes;
using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class KillTests
{
    private const int Burst = 12;
    private const int Seed = 20261123;

    private static readonly int Times =
        int.TryParse(Environment.GetEnvironmentVariable("WM_STRESS"), CultureInfo.InvariantCulture, out int times) ? times : 1;

    private static readonly int Cycles = Times * 50;

    [Theory]
    [InlineData(StoreProgram.Worker)]
    [InlineData(StoreProgram.PublishedWm)]
    public async Task Kill_DuringWrites_LosesNothingThatWasAcknowledged(StoreProgram program)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(Seed);
        var model = new KilledStore(random);
        int unanswered = 0;
        StoreProcess process = new(program, folder.Root);
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            // Started now, so that it is ready when this one is dead.
            StoreProcess next = new(program, folder.Root);
            using (process)
            {
                if (cycle % 5 == 4)
                {
                    await KillConsolidatingAsync(process, model, folder.Root);
                }
                else
                {
                    unanswered += await KillWritingAsync(process, model, random);
                }
            }

            await using (var bench = new StoreBench(folder.Root))
            {
                IMemorySpace space = await bench.OpenAsync();
                await model.CheckAsync(space);
            }

            process = next;
        }

        process.Dispose();
        Assert.True(unanswered > Cycles, $"Only {unanswered} operations were cut short.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{unanswered} operations cut short; {model.Summary}");
    }

    private static async Task<int> KillWritingAsync(StoreProcess process, KilledStore model, Random random)
    {
        IReadOnlyList<KilledOperation> operations = model.Plan(Burst);
        int wanted = random.Next(Burst);
        await process.SendAsync(operations.Select(static operation => operation.Line));
        var answers = new List<StoreAnswer>();
        while (answers.Count < wanted)
        {
            answers.Add((await process.AnswerAsync())!);
        }

        answers.AddRange(await process.KillAsync());
        model.Apply(operations, answers.ToDictionary(static answer => answer.Number, static answer => answer.Text));
        return operations.Count - answers.Count;
    }

    // Killed when some of its moves are done, which the archive shows.
    private static async Task KillConsolidatingAsync(StoreProcess process, KilledStore model, string root)
    {
        await process.AskAsync("find", "nothing");
        KilledOperation operation = model.PlanConsolidation(out int moves);
        string archive = Path.Combine(root, "memory", "archive");
        int before = Directory.GetFiles(archive).Length;
        int wanted = moves == 0 ? 0 : model.Random.Next(moves);
        await process.SendAsync(operation.Line);
        Task<StoreAnswer?> answer = process.AnswerAsync();
        while (!answer.IsCompleted && Directory.GetFiles(archive).Length < before + wanted)
        {
            await Task.Yield();
        }

        process.Kill();
        model.Apply([operation], await answer is { } given ? new Dictionary<int, string> { [0] = given.Text } : []);
    }
}
