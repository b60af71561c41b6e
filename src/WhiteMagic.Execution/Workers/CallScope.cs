namespace WhiteMagic.Execution.Workers;

/// <summary>Makes what runs until it is disposed count as being inside of a call, or of none.</summary>
internal readonly struct CallScope : IDisposable
{
    private readonly WorkerCall? _before;

    public CallScope(WorkerCall? call)
    {
        _before = WorkerCall.Current;
        WorkerCall.Current = call;
    }

    public void Dispose() => WorkerCall.Current = _before;
}
