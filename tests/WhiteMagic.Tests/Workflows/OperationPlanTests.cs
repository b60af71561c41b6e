using CsCheck;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Workflows;

namespace WhiteMagic.Tests.Workflows;

public sealed class OperationPlanTests
{
    private static readonly string[] Parts =
    [
        "Fetch the users", "Then deploy", "Finally, mail them", "After step 3, build", "Before step 2, warm up", "Read a.txt", "Write a.txt",
        "Convert a.txt to b.txt", "Use the result of step 5", "In parallel with step 1, count", "Send it", "Merge steps 1 to 9",
        "Wait for the build", "Deploy once the users are fetched", "authentication", "\u00e9\u4e2d \ud83d\ude00 ...", "step", "#2 of", "after", "and then",
    ];

    private static readonly Gen<string> Text = Gen.Int[0, Parts.Length - 1].Select(static part => Parts[part]);

    private static readonly Gen<WorkOperation[]> Lists =
        Text.Array[1, 3].Select(static parts => new WorkOperation { Text = string.Join(' ', parts) }).Array[0, 30];

    [Fact]
    public void Plan_OfAnyList_HasNoCycleAndKeepsItsBatches() => Gen.Select(Lists, Gen.Int[1, 12]).Sample((operations, most) =>
    {
        OperationPlan plan = new WorkflowAdvisor(new() { MaxParallelCalls = most }).Plan(operations);

        Assert.Equal(Enumerable.Range(0, operations.Length), plan.Batches.SelectMany(static batch => batch).Order());
        Assert.All(plan.Batches, batch => Assert.InRange(batch.Count, 1, most));
        int[] batchOf = new int[operations.Length];
        for (int batch = 0; batch < plan.Batches.Count; batch++)
        {
            foreach (int place in plan.Batches[batch])
            {
                batchOf[place] = batch;
            }
        }

        Assert.All(plan.Dependencies, found => Assert.True(batchOf[found.DependsOn] < batchOf[found.Operation]));
        Assert.Equal(plan.Dependencies.Count, plan.Dependencies.DistinctBy(static found => (found.Operation, found.DependsOn)).Count());
        Assert.Equal(operations.Length, plan.ToGraph(static (_, _) => Task.CompletedTask).Jobs.Count);
    });

    [Fact]
    public void Plan_OfTheSameList_IsTheSame() => Lists.Sample(static operations =>
    {
        OperationPlan first = new WorkflowAdvisor().Plan(operations);
        OperationPlan second = new WorkflowAdvisor().Plan(operations);

        Assert.Equal(first.Dependencies, second.Dependencies);
        Assert.Equal(first.Contradictions, second.Contradictions);
        Assert.Equal(first.Batches.Select(static batch => string.Join(',', batch)), second.Batches.Select(static batch => string.Join(',', batch)));
    });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(30, 3)]
    public void Plan_OfIndependentOperations_FillsBatchesOfTenAndEndsWithNoEmptyOne(int count, int batches)
    {
        OperationPlan plan = new WorkflowAdvisor().Plan([.. Enumerable.Range(0, count).Select(static place => new WorkOperation { Text = $"Fetch page p{place}" })]);

        Assert.Empty(plan.Dependencies);
        Assert.Equal(batches, plan.Batches.Count);
        Assert.All(plan.Batches, static batch => Assert.InRange(batch.Count, 1, 10));
    }

    [Fact]
    public void Plan_OfAChainAndLooseEnds_StartsTheChainFirst()
    {
        OperationPlan plan = new WorkflowAdvisor(new() { MaxParallelCalls = 1 }).Plan(
        [
            new() { Text = "Fetch the orders" },
            new() { Text = "Build the site" },
            new() { Text = "After step 2, deploy" },
        ]);

        Assert.Equal([1, 0, 2], plan.Batches.Select(static batch => Assert.Single(batch)));
    }

    [Fact]
    public void ToGraph_OfAPlan_HasItsDependencies()
    {
        OperationPlan plan = new WorkflowAdvisor().Plan([new() { Id = "users", Text = "Fetch the users" }, new() { Text = "Then deploy" }]);

        JobGraph graph = plan.ToGraph(static (_, _) => Task.CompletedTask);

        Assert.Equal(["users", "2"], graph.Jobs.Select(static job => job.Id.Value));
        Assert.Equal("users", Assert.Single(graph.Jobs[1].Dependencies).Value);
    }

    [Fact]
    public void Plan_OfBadInput_NamesTheOperation()
    {
        WorkflowAdvisor advisor = new();

        Assert.Equal("text", Assert.Throws<InvalidInputException>(() => advisor.Plan([new() { Text = " " }])).Field);
        Assert.Equal("text", Assert.Throws<InvalidInputException>(() => advisor.Plan([new() { Text = new string('a', 10_001) }])).Field);
        Assert.Contains("operation 2", Assert.Throws<InvalidInputException>(() => advisor.Plan([new() { Text = "a" }, new() { Text = "b", Consumes = [""] }])).Message, StringComparison.Ordinal);
        Assert.Contains("1 and 2", Assert.Throws<InvalidInputException>(() => advisor.Plan([new() { Text = "a", Id = "2" }, new() { Text = "b" }])).Message, StringComparison.Ordinal);
        Assert.Equal("operations", Assert.Throws<InvalidInputException>(() => advisor.Plan([.. Enumerable.Repeat(new WorkOperation { Text = "a" }, 1_001)])).Field);
        Assert.Equal("max_parallel_calls", Assert.Throws<InvalidInputException>(static () => new WorkflowOptions { MaxParallelCalls = 0 }).Field);
    }

    [Fact]
    public void Plan_OfAThousandTextsFullOfCues_Ends()
    {
        string text = string.Concat(Enumerable.Repeat("after step 5 and before the build of a.txt then ", 4));

        OperationPlan plan = new WorkflowAdvisor().Plan([.. Enumerable.Range(0, 1_000).Select(place => new WorkOperation { Text = $"{text} p{place}" })]);

        Assert.Equal(1_000, plan.Batches.Sum(static batch => batch.Count));
    }
}
