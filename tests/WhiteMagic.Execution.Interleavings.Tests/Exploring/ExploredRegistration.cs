namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>A callback of a cancellation; who takes it back waits for it while another actor is in it.</summary>
internal sealed class ExploredRegistration : IDisposable
{
    private readonly object _gate = new();
    private readonly CancellationTokenRegistration _registration;
    private Actor? _caller;

    public ExploredRegistration(Action callback, CancellationToken token) => _registration = token.UnsafeRegister(_ => Call(callback), null);

    public void Dispose()
    {
        _registration.Unregister();
        lock (_gate)
        {
            while (_caller is not null && _caller != Exploration.Here)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    private void Call(Action callback)
    {
        // Without a point before it: who takes it back from here on has to wait.
        _caller = Exploration.Here;
        callback();
        lock (_gate)
        {
            _caller = null;
            Monitor.PulseAll(_gate);
        }
    }
}
