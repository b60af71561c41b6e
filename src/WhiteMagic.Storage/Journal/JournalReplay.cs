using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Journal;

/// <summary>Carries out recorded steps any number of times with the same outcome, and never over a stranger's file.</summary>
internal sealed class JournalReplay(StoreFiles files)
{
    /// <summary>False when content is lost, so that finishing would delete what nothing replaces.</summary>
    internal bool CanFinish(IReadOnlyList<JournalStep> steps) =>
        steps.All(IsOfThisStore) && steps.All(step => step.Staged is null || IsAtHand(step));

    /// <summary>Applies all steps and flushes their folders; returns what had to take another name.</summary>
    internal IReadOnlyList<string> Apply(IReadOnlyList<JournalStep> steps)
    {
        var aside = new List<string>();

        // New content first: a reader in between sees too much rather than too little.
        foreach (var step in steps.OrderBy(step => step.Kind))
        {
            Apply(step, aside);
        }

        var folders = steps
            .SelectMany(step => step.Target is null ? [step.Path] : new[] { step.Target, step.Path })
            .Select(path => Path.GetDirectoryName(files.Absolute(path))!)
            .Distinct(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            files.FlushRaw(folder);
        }

        return aside;
    }

    internal void Discard(JournalStep step)
    {
        if (step.Staged is not null)
        {
            files.Discard(StagedPath(step));
        }
    }

    private void Apply(JournalStep step, List<string> aside)
    {
        var path = files.Absolute(step.Path);
        switch (step.Kind)
        {
            case StepKind.Create when IsStaged(step):
                Publish(step, path, aside);
                break;
            case StepKind.Replace when IsStaged(step):
                Replace(step, path, aside);
                break;
            case StepKind.Move:
                Move(step, path, files.Absolute(step.Target!), aside);
                break;
            case StepKind.Delete when IsAsRecorded(step, path):
                _ = files.Operations.Delete(path);
                break;
        }
    }

    private void Publish(JournalStep step, string path, List<string> aside)
    {
        var staged = StagedPath(step);
        if (files.MoveNew(staged, path))
        {
            return;
        }

        if (HashOf(path) == step.Hash)
        {
            files.Discard(staged);
        }
        else
        {
            SetAside(staged, path, aside);
        }
    }

    private void Replace(JournalStep step, string path, List<string> aside)
    {
        if (files.Operations.Stat(path) is null || HashOf(path) == step.Hash)
        {
            Publish(step, path, aside);
            return;
        }

        if (!IsAsRecorded(step, path))
        {
            SetAside(path, path, aside);
            Publish(step, path, aside);
            return;
        }

        files.MoveOver(StagedPath(step), path);
    }

    private void Move(JournalStep step, string from, string to, List<string> aside)
    {
        if (files.Operations.Stat(from) is null || files.MoveNew(from, to) || !IsAsRecorded(step, from))
        {
            return;
        }

        if (HashOf(from) == HashOf(to))
        {
            _ = files.Operations.Delete(from);
        }
        else
        {
            SetAside(from, to, aside);
        }
    }

    // Someone used the name between the crash and now: both contents stay, under the next free name.
    private void SetAside(string from, string wanted, List<string> aside)
    {
        var stem = Path.Combine(Path.GetDirectoryName(wanted)!, Path.GetFileNameWithoutExtension(wanted));
        for (var number = 2; ; number++)
        {
            var name = string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"{stem}_{number}{Path.GetExtension(wanted)}");
            if (files.MoveNew(from, name))
            {
                aside.Add(files.Relative(name));
                return;
            }
        }
    }

    private bool IsAtHand(JournalStep step)
    {
        if (IsStaged(step))
        {
            return HashOf(StagedPath(step)) == step.Hash;
        }

        var path = files.Absolute(step.Path);
        return files.Operations.Stat(path) is not null
            && (step.Kind == StepKind.Create || HashOf(path) == step.Hash || !IsAsRecorded(step, path));
    }

    private bool IsStaged(JournalStep step) =>
        step.Staged is not null && files.Operations.Stat(StagedPath(step)) is not null;

    private bool IsAsRecorded(JournalStep step, string path) =>
        files.Operations.Stat(path) is { } stamp
        && stamp.ModifiedNs == step.OldModifiedNs && stamp.Size == step.OldSize && stamp.FileId == step.OldFileId;

    private bool IsOfThisStore(JournalStep step) =>
        files.IsInside(files.Absolute(step.Path))
        && (step.Target is null ? step.Kind != StepKind.Move : files.IsInside(files.Absolute(step.Target)))
        && (step.Staged is null) == (step.Kind is StepKind.Move or StepKind.Delete)
        && Path.GetFileName(step.Staged) == step.Staged;

    private string StagedPath(JournalStep step) => Path.Combine(files.StagingFolder, step.Staged!);

    private string? HashOf(string path) =>
        files.Operations.Read(path) is { } content ? JournalFormat.Hash(content.Bytes) : null;
}
