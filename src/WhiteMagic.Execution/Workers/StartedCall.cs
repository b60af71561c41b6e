namespace WhiteMagic.Execution.Workers;

/// <summary>A call that nobody awaits, started by one who keeps an order of its own.</summary>
internal sealed class StartedCall(WorkerPool pool, Func<Task> work) : WorkerCall(pool, flowsContext: false)
{
    protected override Task Begin() => work();

    protected override CallResult Claim(Task task) => task.IsCompletedSuccessfully ? CallResult.Completed : CallResult.Failed;

    // Reading the exception marks it as observed.
    protected override void Report(Task task, CallResult result) => _ = task.Exception;
}
