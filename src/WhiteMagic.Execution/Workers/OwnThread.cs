namespace WhiteMagic.Execution.Workers;

/// <summary>One thread of <see cref="OwnThreads"/>.</summary>
internal sealed class OwnThread(OwnThreads owner, WorkItem first)
{
    private readonly object _gate = new();
    private WorkItem? _item = first;
    private bool _isAwake;

    public long IdleSince { get; set; }

    public void Start(string name) => new Thread(Loop) { IsBackground = true, Name = name }.UnsafeStart();

    /// <summary>Gives the resting thread something to do, or lets it go.</summary>
    public void Wake(WorkItem? item)
    {
        lock (_gate)
        {
            _item = item;
            _isAwake = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Loop()
    {
        while (_item is { } item)
        {
            _item = null;
            item.Execute();
            if (!owner.Rest(this))
            {
                return;
            }

            Sleep();
        }
    }

    private void Sleep()
    {
        lock (_gate)
        {
            while (!_isAwake)
            {
                Monitor.Wait(_gate);
            }

            _isAwake = false;
        }
    }
}
