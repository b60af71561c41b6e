#:project ../src/WhiteMagic.Execution/WhiteMagic.Execution.csproj

// Streams items through stages that work at the same time, each item as soon as the stage before is done with it.
using WhiteMagic.Execution;
using WhiteMagic.Execution.Pipelines;

Pipeline<string, int> lengths = Pipeline.Start<string>()
    .AddSplit("words", line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
    .AddStage("look up", LookUpAsync, maxParallel: 4)
    .AddStage("measure", text => text.Length);

string[] lines = ["files are the record", "the index is disposable", "no read ever fails"];
await using PipelineRun<int> run = lengths.Run(lines);
await foreach (ItemOutcome<int> outcome in run)
{
    // Outcomes come in the order of the source; what failed says at which stage, and stops nothing else.
    Console.WriteLine(outcome.IsSuccess
        ? $"line {outcome.Position}: {outcome.Value}"
        : $"line {outcome.Position}: {outcome.Status} at '{outcome.Stage}': {outcome.Error!.Message}");
}

PipelineReport report = run.Report;
Console.WriteLine($"{report.End}: {report.Taken} lines, {report.Succeeded} words measured, {report.Failed} failed.");
foreach (StageStatistics stage in report.Stages)
{
    Console.WriteLine($"  {stage.Name}: {stage.In} in, {stage.Out} out, busy {stage.BusyTime.TotalMilliseconds:0} ms");
}

// Leaving early ends the run; an endless source is read no further than the buffers reach.
await foreach (ItemOutcome<int> first in lengths.Run(Endless(), new PipelineOptions { Order = OutcomeOrder.Completion, BufferSize = 8 }))
{
    Console.WriteLine($"The first of an endless source: {first.Value}.");
    break;
}

static async ValueTask<string> LookUpAsync(string word, CancellationToken token)
{
    await Task.Delay(10, token);
    return word == "fails" ? throw new KeyNotFoundException($"'{word}' is not in the dictionary.") : $"{word}: known";
}

static IEnumerable<string> Endless()
{
    while (true)
    {
        yield return "again";
    }
}
