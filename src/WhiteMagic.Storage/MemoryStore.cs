using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Index;
using WhiteMagic.Storage.Markdown;
using WhiteMagic.Storage.Metrics;

namespace WhiteMagic.Storage;

/// <summary>A store on disk: memories as Markdown files, each space with an index of its own. Any number of processes may share it.</summary>
public sealed class MemoryStore : IMemorySpaces
{
    // Enough to keep disk and processors busy.
    private static readonly int CreationsAtOnce = 8 * Environment.ProcessorCount;

    private readonly MemoryStoreOptions _options;
    private readonly IFileOperations _operations;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly Dictionary<SpaceName, IMemorySpace> _spaces = [];

    /// <summary>Creates a store; nothing is made until something is written to a space.</summary>
    public MemoryStore(MemoryStoreOptions options) : this(options, PhysicalFileOperations.Instance)
    {
    }

    internal MemoryStore(MemoryStoreOptions options, IFileOperations operations)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _operations = operations;
    }

    /// <inheritdoc/>
    public async ValueTask<IMemorySpace> OpenAsync(SpaceName name, CancellationToken cancellationToken = default)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_spaces.TryGetValue(name, out IMemorySpace? space))
            {
                space = Open(name);
                _spaces.Add(name, space);
            }

            return space;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SpaceName>> ListAsync(CancellationToken cancellationToken = default)
    {
        string spaces = Path.Combine(_options.BaseFolder, "memory", "spaces");
        IEnumerable<string> names = Directory.Exists(spaces) ? Directory.EnumerateDirectories(spaces).Select(static path => Path.GetFileName(path)) : [];
        return ValueTask.FromResult<IReadOnlyList<SpaceName>>(
            [SpaceName.Default, .. names.Where(SpaceName.IsValid).Order(StringComparer.Ordinal).Select(static name => SpaceName.Parse(name))]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IMemorySpace space in _spaces.Values)
        {
            await space.DisposeAsync().ConfigureAwait(false);
        }

        _spaces.Clear();
        _opening.Dispose();
    }

    private IMemorySpace Open(SpaceName name)
    {
        var folders = new SpaceFolders(_options.BaseFolder, name);

        // A base that is no folder can hold no space, which is better said now than at the first write.
        return folders.Exist || File.Exists(folders.Base)
            ? Open(name, folders)
            : new AbsentSpace(name, folders, () => Open(name, folders), _options.Spaces);
    }

    private MemorySpace Open(SpaceName name, SpaceFolders folders)
    {
        bool isReadOnly = !TryPrepare(folders);
        var files = new StoreFiles(folders.Base, folders.State, _options.Durability, _operations);

        // Elsewhere there are no locks to stand in line by.
        Admission? admission = OperatingSystem.IsLinux() ? new Admission(folders.Creating, CreationsAtOnce, _options.Spaces.Time) : null;
        var records = new MarkdownRecords(folders, files, isReadOnly, _options.Spaces.Time, admission);
        var index = new SqliteMemoryIndex(new IndexFile(isReadOnly ? IndexFile.Private : folders.Index), _options.Spaces.Workers.Io, _options.Spaces.Time);
        return new MemorySpace(name, records, index, new MetricFiles(folders.Metrics, files), _options.Spaces);
    }

    // A store that cannot be written can still be read, with an index of this process's own.
    private bool TryPrepare(SpaceFolders folders)
    {
        try
        {
            foreach (string folder in folders.Records.Append(folders.State))
            {
                _operations.CreateDirectory(folder);
            }

            using (SharedFile.Open(folders.WriteLock))
            {
                return true;
            }
        }
        catch (FileOperationException failure) when (failure.Failure is FileFailure.Denied or FileFailure.ReadOnly && Directory.Exists(folders.Root))
        {
            return false;
        }
        catch (FileOperationException failure)
        {
            throw new StoreWriteException(
                null,
                $"its folders cannot be made: {failure.Detail}",
                "choose another base folder, give this user write access to it, or free some space",
                failure);
        }
    }
}
