using System.Collections.Concurrent;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>Real spaces held in memory that write down which operations are called, and outlive the command that opened them.</summary>
internal sealed class RecordingSpaces(TimeProvider time) : IMemorySpaces
{
    private readonly VolatileMemorySpaces _spaces = new(new SpaceOptions { Time = time });
    private readonly ConcurrentQueue<string> _called = new();

    /// <summary>Gives what was called since it was last asked.</summary>
    public IReadOnlyList<string> TakeCalled()
    {
        var taken = new List<string>();
        while (_called.TryDequeue(out string? name))
        {
            taken.Add(name);
        }

        return taken;
    }

    public ValueTask<IMemorySpace> OpenSilentlyAsync(CancellationToken cancellationToken) => _spaces.OpenAsync(SpaceName.Default, cancellationToken);

    public async ValueTask<IMemorySpace> OpenAsync(SpaceName name, CancellationToken cancellationToken = default) =>
        RecordingSpace.Of(await _spaces.OpenAsync(name, cancellationToken), _called);

    public ValueTask<IReadOnlyList<SpaceName>> ListAsync(CancellationToken cancellationToken = default) => _spaces.ListAsync(cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
