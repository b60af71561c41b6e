using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Journal;

/// <summary>Commits changes of several files by one record, and finishes what a crash left.</summary>
internal sealed class StoreJournal(StoreFiles files)
{
    private const string Extension = ".json";

    private readonly JournalReplay _replay = new(files);

    internal FileTransaction Begin() => new(files, this);

    /// <summary>True when a committed change waits to be finished: look whenever the lock is taken.</summary>
    internal bool HasPending()
    {
        try
        {
            return Pending().Any();
        }
        catch (FileOperationException e)
        {
            throw WriteFailure.ToException(e, files.Relative(files.JournalFolder));
        }
    }

    /// <summary>Finishes committed changes and removes torn records; call it under the store's lock.</summary>
    /// <exception cref="StoreWriteException">A change still cannot be finished.</exception>
    internal JournalRecovery Recover()
    {
        var result = JournalRecovery.Nothing;
        try
        {
            foreach (var name in Pending().Order(StringComparer.Ordinal))
            {
                result = Recover(Path.Combine(files.JournalFolder, name), result);
            }
        }
        catch (FileOperationException e)
        {
            throw WriteFailure.ToUnfinished(e, files.Relative(e.Path));
        }

        return result;
    }

    /// <summary>Commits several steps; the record's name appearing is the point of no return.</summary>
    internal void Commit(IReadOnlyList<PlannedStep> steps)
    {
        var record = steps.Select(ToRecord).ToArray();
        var path = Path.Combine(files.JournalFolder, Path.ChangeExtension(StagingName.Next(), Extension));
        WriteRecord(path, record);
        foreach (var step in steps)
        {
            step.Staged?.Release();
        }

        try
        {
            Finish(path, record);
        }
        catch (FileOperationException e)
        {
            throw WriteFailure.ToUnfinished(e, files.Relative(e.Path));
        }
    }

    private IEnumerable<string> Pending() => files.Operations.List(files.JournalFolder)
        .Where(name => name.EndsWith(Extension, StringComparison.Ordinal));

    private JournalRecovery Recover(string path, JournalRecovery result)
    {
        if (files.Operations.Read(path) is not { } content)
        {
            return result;
        }

        var record = JournalFormat.TryRead(content.Bytes);
        if (record?.Version > JournalRecord.CurrentVersion)
        {
            throw new StoreWriteException(
                files.Relative(path),
                "a newer version left a change unfinished",
                "open the store once with that version to finish it");
        }

        if (record is not null && _replay.CanFinish(record.Steps))
        {
            var aside = Finish(path, record.Steps);
            return result with { Finished = result.Finished + 1, SetAside = [.. result.SetAside, .. aside] };
        }

        foreach (var step in record?.Steps ?? [])
        {
            _replay.Discard(step);
        }

        _ = files.Operations.Delete(path);
        files.FlushRaw(files.JournalFolder);
        return result with { Discarded = result.Discarded + 1 };
    }

    private IReadOnlyList<string> Finish(string path, IReadOnlyList<JournalStep> steps)
    {
        var aside = _replay.Apply(steps);

        // The record goes only after the change is safe, and for good before anyone else may touch the files.
        _ = files.Operations.Delete(path);
        files.FlushRaw(files.JournalFolder);
        return aside;
    }

    private void WriteRecord(string path, IReadOnlyList<JournalStep> steps)
    {
        StagedFile? staged = null;
        var visible = false;
        try
        {
            files.Operations.CreateDirectory(files.JournalFolder);
            staged = files.StageRaw(JournalFormat.Write(steps));
            files.FlushRaw(files.StagingFolder);
            files.Operations.MoveOver(staged.Path, path);
            visible = true;
            staged.Release();
            files.FlushRaw(files.JournalFolder);
        }
        catch (FileOperationException e)
        {
            throw visible && !TryRevoke(path)
                ? WriteFailure.ToUnfinished(e, files.Relative(path))
                : WriteFailure.ToException(e, files.Relative(path));
        }
        finally
        {
            staged?.Dispose();
        }
    }

    private bool TryRevoke(string path)
    {
        try
        {
            return files.Operations.Delete(path);
        }
        catch (FileOperationException)
        {
            return false;
        }
    }

    private JournalStep ToRecord(PlannedStep step) => new()
    {
        Kind = step.Kind,
        Path = files.Relative(step.Path),
        Target = step.Target is null ? null : files.Relative(step.Target),
        Staged = Path.GetFileName(step.Staged?.Path),
        Hash = step.HasContent ? JournalFormat.Hash(step.Content.Span) : null,
        OldModifiedNs = step.Old?.ModifiedNs,
        OldSize = step.Old?.Size,
        OldFileId = step.Old?.FileId,
    };
}
