using System.Globalization;
using WhiteMagic.Diagnostics;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Backup;

/// <summary>Makes, checks and restores backups of a whole store, every space of it.</summary>
/// <param name="baseDirectory">The store's base folder, absolute.</param>
/// <param name="time">Names backups by their time.</param>
public sealed class StoreBackups(string baseDirectory, TimeProvider time)
{
    private const string Prefix = "whitemagic_";
    private const string SafetyPrefix = "before_restore_";
    private const string NameFormat = "yyyyMMdd_HHmmss";

    /// <summary>The folder backups go to unless another is named.</summary>
    public string DefaultDirectory => Path.Join(baseDirectory, ".whitemagic", "backups");

    /// <summary>Writes a backup; programs may go on writing meanwhile.</summary>
    /// <param name="directory">The folder it goes to; <see cref="DefaultDirectory"/> when null.</param>
    /// <param name="compress">Whether it is compressed.</param>
    /// <param name="progress">Told of each file.</param>
    /// <param name="cancellationToken">Stops it, leaving nothing behind.</param>
    /// <exception cref="BackupException">There is no store to back up, or a file cannot be read or written.</exception>
    public Task<BackupReceipt> CreateAsync(
        string? directory = null, bool compress = true, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(Path.Join(baseDirectory, "memory")))
        {
            throw new BackupException("there is nothing to back up: the base folder has no memory folder; --base-dir names another");
        }

        return WriteAsync(Prefix, directory ?? DefaultDirectory, compress, progress, cancellationToken);
    }

    /// <summary>Lists the backups in a folder, the latest first.</summary>
    public BackupList List(string? directory = null)
    {
        var folder = new DirectoryInfo(directory ?? DefaultDirectory);
        IEnumerable<BackupInfo> found = folder.Exists
            ? folder.EnumerateFiles().Where(IsBackup).Select(Describe).OrderByDescending(info => info.Created).ThenBy(info => info.Name, StringComparer.Ordinal)
            : [];
        return new BackupList { Backups = [.. found] };
    }

    /// <summary>Reads a backup to its end and hashes every file in it.</summary>
    /// <exception cref="BackupException">There is no such file.</exception>
    public static Task<BackupVerification> VerifyAsync(
        string path, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new BackupReader(path).ReadAsync(progress, cancellationToken);

    /// <summary>Makes the store what a backup holds, after backing up what it is now; a faulty backup changes nothing.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="dryRun">Only says what would change.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it; once files are being moved into place it runs to the end.</param>
    /// <exception cref="BackupException">The backup is missing or faulty.</exception>
    /// <exception cref="Memories.StoreLockedException">Another program went on writing.</exception>
    public async Task<RestoreReport> RestoreAsync(
        string path, bool dryRun, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (dryRun)
        {
            BackupManifest checkedManifest = Sound(await VerifyAsync(path, progress, cancellationToken).ConfigureAwait(false));
            return (await RestorePlan.MakeAsync(baseDirectory, checkedManifest, cancellationToken).ConfigureAwait(false)).Report(dryRun: true, null);
        }

        // Verified before the base folder is so much as created.
        Sound(await VerifyAsync(path, progress, cancellationToken).ConfigureAwait(false));
        using var unpacked = RestoreFolder.Create(baseDirectory);
        BackupManifest manifest = Sound(await new BackupReader(path, unpacked.Path).ReadAsync(progress, cancellationToken).ConfigureAwait(false));
        IEnumerable<SpaceName> spaces = BackupPaths.Spaces(manifest.Files.Select(file => file.Path).Concat(BackupPaths.List(baseDirectory, [])));
        StoreLocks locks = await StoreLocks.TakeAsync(baseDirectory, spaces, time, cancellationToken).ConfigureAwait(false);
        await using (locks.ConfigureAwait(false))
        {
            string? safety = await BackUpPresentAsync(cancellationToken).ConfigureAwait(false);
            RestorePlan plan = await RestorePlan.MakeAsync(baseDirectory, manifest, cancellationToken).ConfigureAwait(false);
            Apply(plan, unpacked.Path);
            return plan.Report(dryRun: false, safety);
        }
    }

    private static BackupManifest Sound(BackupVerification verification) => verification is { Ok: true, Manifest: { } manifest }
        ? manifest
        : throw new BackupException(
            $"{Path.GetFileName(verification.Path)} is not restored, nothing was changed: {string.Join("; ", verification.Problems.Take(5))}");

    private async Task<string?> BackUpPresentAsync(CancellationToken cancellationToken)
    {
        if (BackupPaths.List(baseDirectory, []).Count == 0)
        {
            return null;
        }

        BackupReceipt receipt = await WriteAsync(SafetyPrefix, DefaultDirectory, compress: true, null, cancellationToken).ConfigureAwait(false);
        return receipt.Path;
    }

    private void Apply(RestorePlan plan, string unpacked)
    {
        foreach (string name in plan.Added.Concat(plan.Changed))
        {
            string target = Path.Join(baseDirectory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(Path.Join(unpacked, name), target, overwrite: true);
        }

        foreach (string name in plan.Removed)
        {
            File.Delete(Path.Join(baseDirectory, name));
        }

        IEnumerable<string> touched = plan.Added.Concat(plan.Changed).Concat(plan.Removed);
        foreach (string folder in touched.Select(name => Path.GetDirectoryName(Path.Join(baseDirectory, name))!).Distinct(StringComparer.Ordinal))
        {
            PhysicalFileOperations.Instance.FlushDirectory(folder);
        }
    }

    private Task<BackupReceipt> WriteAsync(
        string prefix, string directory, bool compress, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        DateTimeOffset created = time.GetUtcNow();
        string stem = Path.Join(directory, prefix + created.UtcDateTime.ToString(NameFormat, CultureInfo.InvariantCulture));
        return new BackupWriter(baseDirectory, stem, compress ? ".tar.gz" : ".tar").WriteAsync(created, progress, cancellationToken);
    }

    private static bool IsBackup(FileInfo file) =>
        (file.Name.StartsWith(Prefix, StringComparison.Ordinal) || file.Name.StartsWith(SafetyPrefix, StringComparison.Ordinal))
        && (file.Name.EndsWith(".tar.gz", StringComparison.Ordinal) || file.Name.EndsWith(".tar", StringComparison.Ordinal));

    private static BackupInfo Describe(FileInfo file)
    {
        bool safety = file.Name.StartsWith(SafetyPrefix, StringComparison.Ordinal);
        int start = safety ? SafetyPrefix.Length : Prefix.Length;
        bool named = DateTimeOffset.TryParseExact(
            file.Name.AsSpan(start, Math.Min(NameFormat.Length, file.Name.Length - start)), NameFormat,
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset created);
        return new BackupInfo
        {
            Name = file.Name,
            Path = file.FullName,
            Created = named ? created : new DateTimeOffset(file.LastWriteTimeUtc),
            Bytes = file.Length,
            Safety = safety,
        };
    }
}
