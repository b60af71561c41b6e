using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Storage.Backup;

/// <summary>Reads an archive to its end, hashing every file, and compares that with its manifest.</summary>
/// <param name="path">The archive.</param>
/// <param name="extractTo">The folder files are written to on the way; none when null.</param>
internal sealed class BackupReader(string path, string? extractTo = null)
{
    private const int MaxManifestBytes = 512 * 1024 * 1024;

    private readonly Dictionary<string, BackupFile> _found = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private BackupManifest? _manifest;

    /// <summary>Reads the archive; what is wrong with it is in the answer.</summary>
    /// <exception cref="BackupException">There is no such file.</exception>
    public async Task<BackupVerification> ReadAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new BackupException($"there is no backup {Path.GetFileName(path)}; wm backup list gives those there are");
        }

        try
        {
            await ReadEntriesAsync(progress, cancellationToken).ConfigureAwait(false);
            Compare();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException or JsonException)
        {
            _problems.Add($"the archive is cut short or damaged after {_found.Count} files: {error.Message}");
        }

        return new BackupVerification
        {
            Path = path,
            Files = _found.Count,
            Bytes = _found.Values.Sum(file => file.Size),
            Problems = _problems,
            Manifest = _manifest,
        };
    }

    private async Task ReadEntriesAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        await using (file.ConfigureAwait(false))
        {
            long length = file.Length;
            using Stream packed = IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : file;
            var tar = new TarReader(packed);
            await using (tar.ConfigureAwait(false))
            {
                while (await tar.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    progress?.Report(new WorkProgress(file.Position, length, "checking"));
                    await ReadEntryAsync(entry, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task ReadEntryAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        if (_manifest is not null)
        {
            _problems.Add($"{entry.Name}: stands after the manifest");
        }
        else if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
        {
            _problems.Add($"{entry.Name}: is a {entry.EntryType}; a backup holds plain files only");
        }
        else if (entry.Name == BackupPaths.ManifestName)
        {
            _manifest = await ReadManifestAsync(entry, cancellationToken).ConfigureAwait(false);
        }
        else if (BackupPaths.Fault(entry.Name) is { } fault)
        {
            _problems.Add($"{entry.Name}: {fault}");
        }
        else if (_found.ContainsKey(entry.Name))
        {
            _problems.Add($"{entry.Name}: is there twice");
        }
        else
        {
            _found[entry.Name] = await ReadFileAsync(entry, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<BackupFile> ReadFileAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Stream target = extractTo is null ? Stream.Null : RestoreFolder.CreateFile(extractTo, entry.Name);
        long size = 0;
        await using (target.ConfigureAwait(false))
        {
            byte[] buffer = new byte[64 * 1024];
            int count;
            while (entry.DataStream is { } data && (count = await data.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, count);
                size += count;
                await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }

            if (target is FileStream written)
            {
                written.Flush(flushToDisk: true);
            }
        }

        return new BackupFile { Path = entry.Name, Size = size, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }

    private static async Task<BackupManifest?> ReadManifestAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        if (entry.DataStream is not { } data || entry.Length > MaxManifestBytes)
        {
            throw new InvalidDataException("the manifest is empty or too large");
        }

        BackupManifest? manifest = await JsonSerializer.DeserializeAsync(data, BackupJson.Default.BackupManifest, cancellationToken).ConfigureAwait(false);
        return manifest is { Version: <= BackupManifest.CurrentVersion }
            ? manifest
            : throw new InvalidDataException("its manifest is of a newer version of wm");
    }

    private void Compare()
    {
        if (_manifest is null)
        {
            _problems.Add("it has no manifest: it is cut short, or was not made by wm backup");
            return;
        }

        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (BackupFile expected in _manifest.Files)
        {
            listed.Add(expected.Path);
            if (!_found.TryGetValue(expected.Path, out BackupFile? found))
            {
                _problems.Add($"{expected.Path}: is missing");
            }
            else if (found != expected)
            {
                _problems.Add($"{expected.Path}: has other bytes than when it was backed up");
            }
        }

        _problems.AddRange(_found.Keys.Where(name => !listed.Contains(name)).Select(name => $"{name}: is not in the manifest"));
        if (_manifest.TotalFiles != _manifest.Files.Count || _manifest.TotalBytes != _manifest.Files.Sum(file => file.Size))
        {
            _problems.Add("the manifest's totals do not agree with its files");
        }
    }

    private static bool IsGzip(FileStream file)
    {
        bool gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return gzip;
    }
}
