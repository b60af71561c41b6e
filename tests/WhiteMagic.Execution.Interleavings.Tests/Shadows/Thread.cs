namespace System.Threading;

/// <summary>Stands in for a thread: it is an actor.</summary>
internal sealed class Thread(Action start)
{
    public bool IsBackground { get; init; }

    public string? Name { get; init; }

    public static int GetCurrentProcessorId() => 0;

    public void UnsafeStart() => Exploration.Here.Exploration.Add(null, start);
}
