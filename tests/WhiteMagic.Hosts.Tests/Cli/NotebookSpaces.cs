using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>Spaces held in memory that outlive the command that opened them, as files would.</summary>
internal sealed class NotebookSpaces(TimeProvider time) : IMemorySpaces
{
    private readonly VolatileMemorySpaces _kept = new(new SpaceOptions { Time = time });
    private readonly Dictionary<SpaceName, NotebookSpace> _spaces = [];

    /// <summary>What happens whenever a space is opened, such as that time passes.</summary>
    public Action? Opening { get; set; }

    public NotebookSpace Default => Get(SpaceName.Default);

    /// <summary>Gives a space that a command has opened.</summary>
    public NotebookSpace Get(SpaceName name) => _spaces.TryGetValue(name, out NotebookSpace? space)
        ? space
        : throw new InvalidOperationException($"No command has opened the space {name} yet.");

    public async ValueTask<IMemorySpace> OpenAsync(SpaceName name, CancellationToken cancellationToken = default)
    {
        Opening?.Invoke();
        return _spaces.TryGetValue(name, out NotebookSpace? space)
            ? space
            : _spaces[name] = new NotebookSpace(await _kept.OpenAsync(name, cancellationToken));
    }

    public ValueTask<IReadOnlyList<SpaceName>> ListAsync(CancellationToken cancellationToken = default) => new([.. _spaces.Keys]);

    /// <summary>A command is over: what it left is what tests look at.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (NotebookSpace space in _spaces.Values)
        {
            await space.NoteAsync();
        }
    }
}
