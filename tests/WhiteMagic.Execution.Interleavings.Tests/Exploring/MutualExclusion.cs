namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>A lock and its signal among actors.</summary>
internal sealed class MutualExclusion
{
    private readonly List<Actor> _entering = [];
    private readonly Queue<Actor> _waiting = new();
    private Actor? _owner;
    private int _depth;

    public bool IsMine => _owner == Exploration.Here;

    public void Enter()
    {
        Exploration.Point("before a lock");
        var here = Exploration.Here;
        while (_owner is not null && _owner != here)
        {
            _entering.Add(here);
            here.Exploration.Block(here);
        }

        _owner = here;
        _depth++;
    }

    public bool TryEnter()
    {
        Exploration.Point("before a lock that is tried");
        var here = Exploration.Here;
        if (_owner is not null && _owner != here)
        {
            return false;
        }

        _owner = here;
        _depth++;
        return true;
    }

    public void Exit()
    {
        Require();
        if (--_depth == 0)
        {
            Free();
        }

        Exploration.Point("after a lock");
    }

    /// <summary>Lets go of the lock until it is pulsed.</summary>
    public void Wait()
    {
        Require();
        var here = Exploration.Here;
        var depth = _depth;
        Free();
        _waiting.Enqueue(here);
        here.Exploration.Block(here);
        Enter();
        _depth = depth;
    }

    public void Pulse()
    {
        Require();
        if (_waiting.TryDequeue(out var actor))
        {
            actor.Exploration.Unblock(actor);
        }
    }

    public void PulseAll()
    {
        Require();
        while (_waiting.Count > 0)
        {
            Pulse();
        }
    }

    private void Require()
    {
        if (!IsMine)
        {
            throw new SynchronizationLockException();
        }
    }

    private void Free()
    {
        _depth = 0;
        _owner = null;
        _entering.ForEach(actor => actor.Exploration.Unblock(actor));
        _entering.Clear();
    }
}
