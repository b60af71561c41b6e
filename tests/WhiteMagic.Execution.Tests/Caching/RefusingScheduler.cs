namespace WhiteMagic.Execution.Tests.Caching;

internal sealed class RefusingScheduler : TaskScheduler
{
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    protected override void QueueTask(Task task) => throw new NotSupportedException("full");

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
}
