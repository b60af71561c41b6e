using System.Diagnostics;
using WhiteMagic.Execution.Diagnostics;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Files;

/// <summary>Reads many files at once, as many as the disk repays: about one for each processor when they are in memory, up to
/// 64 when each has to be waited for.</summary>
/// <remarks>It holds on to up to 64 MiB of memory between batches. Safe for several batches at once.</remarks>
public sealed class FileBatchReader
{
    private readonly IWorkerPool _workers;
    private readonly FileReadOptions _options;
    private readonly Func<IFileReader> _openReader;
    private readonly TimeProvider _time;
    private readonly SlabPool _slabs = new();

    /// <summary>Makes a reader.</summary>
    /// <param name="workers">Lends the threads that wait for the disk.</param>
    /// <param name="options">How much is read at once; the defaults when null.</param>
    /// <param name="time">Tells whether the disk is slow; the system's clock when null.</param>
    public FileBatchReader(IWorkerPool workers, FileReadOptions? options = null, TimeProvider? time = null)
        : this(workers, options, time, OpenReader)
    {
    }

    internal FileBatchReader(IWorkerPool workers, FileReadOptions? options, TimeProvider? time, Func<IFileReader> openReader)
    {
        ArgumentNullException.ThrowIfNull(workers);
        _workers = workers;
        _options = options ?? new FileReadOptions();
        _time = time ?? TimeProvider.System;
        _openReader = openReader;
    }

    /// <summary>Reads files; one that cannot be read fails alone, with a <see cref="FileReadException"/> that names it.</summary>
    /// <param name="paths">The files; the same one may be named several times.</param>
    /// <param name="cancellationToken">Ends the batch once the files being read are done; what was not begun is cancelled.</param>
    /// <returns>An outcome for each path, in their order; dispose it when its bytes are done with.</returns>
    /// <exception cref="ArgumentException">A path is null.</exception>
    /// <exception cref="ObjectDisposedException">The pool was stopped before; when it is stopped later, what no worker reads any more fails.</exception>
    public async Task<FileBatch> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        for (int i = 0; i < paths.Count; i++)
        {
            if (paths[i] is null)
            {
                throw new ArgumentException($"The path at position {i} is null.", nameof(paths));
            }
        }

        using Activity? span = FileTelemetry.Start(paths.Count);
        var run = new FileBatchRun(paths, _openReader, _options, _slabs, cancellationToken);
        await run.ReadAsync(_workers, _time).ConfigureAwait(false);
        FileBatch batch = run.Finish();
        FileTelemetry.Finish(span, batch);
        return batch;
    }

    private static IFileReader OpenReader() => OperatingSystem.IsLinux() ? new LinuxFileReader() : new PortableFileReader();
}
