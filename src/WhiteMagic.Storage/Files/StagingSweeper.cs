namespace WhiteMagic.Storage.Files;

/// <summary>Removes temporary files whose writer is gone.</summary>
internal sealed class StagingSweeper(StoreFiles files, TimeProvider time)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Sweeps after recovery, under the store's lock; the memory folders hold copies across file systems.</summary>
    internal void Sweep(IEnumerable<string> memoryFolders)
    {
        try
        {
            if (files.Operations.List(files.JournalFolder).Count > 0)
            {
                return;
            }

            foreach (var name in files.Operations.List(files.StagingFolder))
            {
                Sweep(Path.Combine(files.StagingFolder, name), name);
            }

            foreach (var folder in memoryFolders)
            {
                foreach (var name in files.Operations.List(folder).Where(StagingName.IsHidden))
                {
                    Sweep(Path.Combine(folder, name), name[1..]);
                }
            }
        }
        catch (FileOperationException)
        {
            // Left-overs cost a little space; they are no reason to refuse the store.
        }
    }

    private void Sweep(string path, string name)
    {
        // The clock only decides where the writer cannot be asked for: a clock that jumps must not cost a live writer its file.
        if (StagingName.IsOfThisPlace(name) ? StagingName.IsOfDeadProcess(name) : IsOld(path))
        {
            files.Discard(path);
        }
    }

    private bool IsOld(string path)
    {
        var limit = (time.GetUtcNow() - Abandoned - DateTimeOffset.UnixEpoch).Ticks * 100;
        return files.Operations.Stat(path) is { } stamp && stamp.ModifiedNs < limit;
    }
}
