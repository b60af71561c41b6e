using System.Threading.Tasks.Sources;

namespace WhiteMagic.Execution.Pipelines;

/// <summary>Lets one party sleep again and again without allocating. Armed under the link's lock, set once by whoever took it off the list.</summary>
internal sealed class Signal : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    public void Arm() => _core.Reset();

    public ValueTask WaitAsync() => new(this, _core.Version);

    public void Set() => _core.SetResult(result: true);

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
