using System.Security.Cryptography;

namespace WhiteMagic.Storage.Backup;

/// <summary>Compares a store with a backup.</summary>
internal sealed class RestorePlan
{
    private readonly List<string> _added = [];
    private readonly List<string> _changed = [];
    private readonly List<string> _removed = [];
    private int _unchanged;

    private RestorePlan()
    {
    }

    public IReadOnlyList<string> Added => _added;

    public IReadOnlyList<string> Changed => _changed;

    public IReadOnlyList<string> Removed => _removed;

    public static async Task<RestorePlan> MakeAsync(string baseDirectory, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var plan = new RestorePlan();
        var present = new HashSet<string>(BackupPaths.List(baseDirectory, []), StringComparer.Ordinal);
        foreach (BackupFile file in manifest.Files)
        {
            if (!present.Remove(file.Path))
            {
                plan._added.Add(file.Path);
            }
            else if (await IsSameAsync(Path.Join(baseDirectory, file.Path), file, cancellationToken).ConfigureAwait(false))
            {
                plan._unchanged++;
            }
            else
            {
                plan._changed.Add(file.Path);
            }
        }

        plan._removed.AddRange(present.Order(StringComparer.Ordinal));
        return plan;
    }

    public RestoreReport Report(bool dryRun, string? safetyBackup) => new()
    {
        DryRun = dryRun,
        Added = _added,
        Changed = _changed,
        Removed = _removed,
        Unchanged = _unchanged,
        SafetyBackup = safetyBackup,
    };

    private static async Task<bool> IsSameAsync(string path, BackupFile expected, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using (file.ConfigureAwait(false))
        {
            return file.Length == expected.Size
                && string.Equals(
                    Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false)), expected.Sha256, StringComparison.Ordinal);
        }
    }
}
