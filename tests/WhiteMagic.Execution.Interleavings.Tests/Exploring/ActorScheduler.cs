namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>Makes an actor of every task.</summary>
internal sealed class ActorScheduler : TaskScheduler
{
    public static ActorScheduler Instance { get; } = new();

    protected override void QueueTask(Task task) => Exploration.Here.Exploration.Add(null, () => TryExecuteTask(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
