using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Journal;

/// <summary>Changes several files so that all or none are changed, even across a crash.</summary>
/// <remarks>Every path may appear once, so the steps do not depend on each other.</remarks>
internal sealed class FileTransaction : IDisposable
{
    private readonly StoreFiles _files;
    private readonly StoreJournal _journal;
    private readonly List<PlannedStep> _steps = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    internal FileTransaction(StoreFiles files, StoreJournal journal)
    {
        _files = files;
        _journal = journal;
    }

    /// <summary>Adds a file that must not exist yet.</summary>
    internal void Create(string path, ReadOnlyMemory<byte> content) =>
        Add(new PlannedStep(StepKind.Create, path) { Content = content });

    /// <summary>Replaces a file's content; with a stamp, only if the file is still as it was then.</summary>
    internal void Replace(string path, ReadOnlyMemory<byte> content, FileStamp? expected = null) =>
        Add(new PlannedStep(StepKind.Replace, path) { Content = content, Expected = expected });

    /// <summary>Moves a file to a name that must be free.</summary>
    internal void Move(string from, string to, FileStamp? expected = null) =>
        Add(new PlannedStep(StepKind.Move, from) { Target = to, Expected = expected });

    internal void Delete(string path, FileStamp? expected = null) =>
        Add(new PlannedStep(StepKind.Delete, path) { Expected = expected });

    /// <summary>Writes the new contents under temporary names; call it before taking the lock.</summary>
    /// <exception cref="StoreWriteException">A content could not be written; nothing was changed.</exception>
    internal void Prepare()
    {
        foreach (var step in _steps)
        {
            if (!step.HasContent || step.Staged is not null)
            {
                continue;
            }

            try
            {
                step.Staged = _files.StageRaw(step.Content.Span);
            }
            catch (FileOperationException e)
            {
                throw WriteFailure.ToException(e, _files.Relative(step.Path));
            }
        }
    }

    /// <summary>Carries the steps out, under the store's lock; afterwards they survive what the durability promises.</summary>
    /// <exception cref="PathConflictException">A file is not as a step needs it; nothing was changed.</exception>
    /// <exception cref="StoreWriteException">A file could not be written; the message says what holds now.</exception>
    internal void Commit()
    {
        Prepare();
        Check();
        if (_steps.Count == 1)
        {
            ApplyAlone(_steps[0]);
        }
        else if (_steps.Count > 1)
        {
            _journal.Commit(_steps);
        }
    }

    /// <summary>Deletes what was prepared and not committed.</summary>
    public void Dispose()
    {
        foreach (var step in _steps)
        {
            step.Staged?.Dispose();
        }
    }

    private void Add(PlannedStep step)
    {
        if (!_paths.Add(step.Path) || (step.Target is not null && !_paths.Add(step.Target)))
        {
            throw new InvalidOperationException($"{_files.Relative(step.Path)} is already part of this transaction.");
        }

        _steps.Add(step);
    }

    private void Check()
    {
        foreach (var step in _steps)
        {
            try
            {
                Check(step);
            }
            catch (FileOperationException e)
            {
                throw WriteFailure.ToException(e, _files.Relative(step.Path));
            }
        }
    }

    private void Check(PlannedStep step)
    {
        // Alone, the exclusive rename itself is the check.
        if (_steps.Count > 1 && step.NewName is { } name && _files.Operations.Stat(name) is not null)
        {
            throw new PathConflictException(name, PathConflict.Taken);
        }

        if (step.Kind == StepKind.Create)
        {
            return;
        }

        step.Old = _files.Operations.Stat(step.Path)
            ?? throw new PathConflictException(step.Path, PathConflict.Missing);
        if (step.Expected is { } expected && expected != step.Old)
        {
            throw new PathConflictException(step.Path, PathConflict.Changed);
        }
    }

    private void ApplyAlone(PlannedStep step)
    {
        var free = true;
        switch (step.Kind)
        {
            case StepKind.Create:
                free = _files.Publish(step.Staged!, step.Path);
                break;
            case StepKind.Replace:
                _files.Replace(step.Staged!, step.Path);
                break;
            case StepKind.Move:
                free = _files.Move(step.Path, step.Target!);
                break;
            case StepKind.Delete:
                _ = _files.Delete(step.Path);
                break;
        }

        if (!free)
        {
            throw new PathConflictException(step.NewName!, PathConflict.Taken);
        }

        var folder = Path.GetDirectoryName(step.Path)!;
        _files.FlushDirectory(folder);
        if (step.Target is not null && Path.GetDirectoryName(step.Target) is { } other && other != folder)
        {
            _files.FlushDirectory(other);
        }
    }
}
