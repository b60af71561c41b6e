using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using WhiteMagic.Diagnostics;
using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Backup;

/// <summary>Writes an archive: each file is read once, and what was read is what is hashed and written.</summary>
/// <param name="baseDirectory">The store's base folder.</param>
/// <param name="stem">The archive's path without its extension; a number is added to it when the name is taken.</param>
/// <param name="extension">Its extension, which says whether it is compressed.</param>
internal sealed class BackupWriter(string baseDirectory, string stem, string extension)
{
    private const int WholeFileLimit = 8 * 1024 * 1024;

    private readonly List<BackupFile> _files = [];
    private readonly List<string> _skipped = [];

    public async Task<BackupReceipt> WriteAsync(DateTimeOffset created, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        string path = stem + extension;
        string temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await WriteArchiveAsync(temporary, created, progress, cancellationToken).ConfigureAwait(false);
            path = Publish(temporary);
        }
        catch (Exception error)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            if (BackupFailure.IsOfFiles(error))
            {
                throw BackupFailure.Writing(path, error);
            }

            throw;
        }

        return new BackupReceipt
        {
            Path = path,
            Created = created,
            Files = _files.Count,
            Bytes = _files.Sum(file => file.Size),
            ArchiveBytes = new FileInfo(path).Length,
            Skipped = _skipped,
        };
    }

    // Others may make a backup in the same second, and the runtime's own move looks before it renames.
    private string Publish(string temporary)
    {
        for (int copy = 1; ; copy++)
        {
            string path = copy == 1 ? stem + extension : string.Create(CultureInfo.InvariantCulture, $"{stem}_{copy}{extension}");
            if (PhysicalFileOperations.Instance.TryMove(temporary, path))
            {
                PhysicalFileOperations.Instance.FlushDirectory(Path.GetDirectoryName(path)!);
                return path;
            }
        }
    }

    private async Task WriteArchiveAsync(
        string temporary, DateTimeOffset created, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var output = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        await using (output.ConfigureAwait(false))
        {
            Stream packed = extension.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true)
                : new BufferedStream(output);
            var tar = new TarWriter(packed, TarEntryFormat.Pax, leaveOpen: true);
            await using (tar.ConfigureAwait(false))
            {
                await WriteFilesAsync(tar, progress, cancellationToken).ConfigureAwait(false);
                await WriteManifestAsync(tar, created, cancellationToken).ConfigureAwait(false);
            }

            await packed.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (packed is GZipStream)
            {
                await packed.DisposeAsync().ConfigureAwait(false);
            }

            output.Flush(flushToDisk: true);
        }
    }

    private async Task WriteFilesAsync(TarWriter tar, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = BackupPaths.List(baseDirectory, _skipped);
        for (int i = 0; i < names.Count; i++)
        {
            progress?.Report(new WorkProgress(i, names.Count, "backing up"));
            try
            {
                await WriteFileAsync(tar, names[i], cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                _skipped.Add($"{names[i]}: vanished meanwhile");
            }
            catch (UnauthorizedAccessException)
            {
                _skipped.Add($"{names[i]}: may not be read");
            }
        }
    }

    private async Task WriteFileAsync(TarWriter tar, string name, CancellationToken cancellationToken)
    {
        string file = Path.Join(baseDirectory, name);
        var source = new FileStream(file, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.SequentialScan });
        await using (source.ConfigureAwait(false))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = source.Length;
            using Stream data = length <= WholeFileLimit
                ? await ReadWholeAsync(source, hash, name, cancellationToken).ConfigureAwait(false)
                : new HashingStream(source, hash, length, name);
            var entry = new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data, ModificationTime = new DateTimeOffset(File.GetLastWriteTimeUtc(file)) };
            long size = data.Length;
            await tar.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
            _files.Add(new BackupFile { Path = name, Size = size, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) });
        }
    }

    private static async Task<MemoryStream> ReadWholeAsync(
        FileStream source, IncrementalHash hash, string name, CancellationToken cancellationToken)
    {
        var whole = new MemoryStream((int)source.Length);
        try
        {
            await source.CopyToAsync(whole, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw BackupFailure.Reading(name, error);
        }

        hash.AppendData(whole.GetBuffer().AsSpan(0, (int)whole.Length));
        whole.Position = 0;
        return whole;
    }

    private async Task WriteManifestAsync(TarWriter tar, DateTimeOffset created, CancellationToken cancellationToken)
    {
        var manifest = new BackupManifest
        {
            Version = BackupManifest.CurrentVersion,
            Created = created,
            Files = _files,
            TotalFiles = _files.Count,
            TotalBytes = _files.Sum(file => file.Size),
        };
        using var data = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest));
        var entry = new PaxTarEntry(TarEntryType.RegularFile, BackupPaths.ManifestName) { DataStream = data, ModificationTime = created };
        await tar.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
    }
}
