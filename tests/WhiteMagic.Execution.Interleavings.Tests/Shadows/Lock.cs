namespace System.Threading;

/// <summary>Stands in for the lock of that name, by which the compiler knows it in the lock statement too.</summary>
internal sealed class Lock
{
    private readonly MutualExclusion _lock = new();

    public bool IsHeldByCurrentThread => _lock.IsMine;

    public void Enter() => _lock.Enter();

    public bool TryEnter() => _lock.TryEnter();

    public void Exit() => _lock.Exit();

    public Scope EnterScope()
    {
        _lock.Enter();
        return new(this);
    }

    public readonly ref struct Scope(Lock taken)
    {
        public void Dispose() => taken.Exit();
    }
}
