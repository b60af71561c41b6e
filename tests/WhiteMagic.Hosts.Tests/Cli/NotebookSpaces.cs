using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>Spaces held in memory that outlive the command that opened them, as files would.</summary>
internal sealed class NotebookSpaces(TimeProvider time) : IMemorySpaces
{
    private readonly Dictionary<SpaceName, NotebookSpace> _spaces = [];

    /// <summary>What happens whenever a space is opened, such as that time passes.</summary>
    public Action? Opening { get; set; }

    public NotebookSpace Default => Get(SpaceName.Default);

    public NotebookSpace Get(SpaceName name)
    {
        if (!_spaces.TryGetValue(name, out NotebookSpace? space))
        {
            _spaces[name] = space = new NotebookSpace(name, time);
        }

        return space;
    }

    public ValueTask<IMemorySpace> OpenAsync(SpaceName name, CancellationToken cancellationToken = default)
    {
        Opening?.Invoke();
        return new(Get(name));
    }

    public ValueTask<IReadOnlyList<SpaceName>> ListAsync(CancellationToken cancellationToken = default) => new([.. _spaces.Keys]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
