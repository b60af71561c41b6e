using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Storage.Tests.Backup;

/// <summary>A base folder with some files in it, and what a test does to archives.</summary>
internal sealed class BackupBench : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("wm-backup-").FullName;

    public BackupBench()
    {
        Directory.CreateDirectory(Base);
        Backups = new StoreBackups(Base, Time);
    }

    public string Base => Path.Join(_root, "store");

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 15, 0, TimeSpan.Zero));

    public StoreBackups Backups { get; }

    public string Outside => _root;

    public string Write(string name, string text)
    {
        string path = Path.Join(Base, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Read(string name) => File.ReadAllText(Path.Join(Base, name));

    /// <summary>Lists every file but the backups, with its text.</summary>
    public IReadOnlyDictionary<string, string> Files() => Directory
        .EnumerateFiles(Base, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Base, path))
        .Where(name => !name.StartsWith(".whitemagic/backups", StringComparison.Ordinal) && !name.Contains("write.lock", StringComparison.Ordinal))
        .ToDictionary(name => name, Read);

    /// <summary>Rewrites an archive entry by entry; null leaves one out.</summary>
    public static void Rewrite(string archive, Func<TarEntry, IEnumerable<TarEntry>> change)
    {
        var rewritten = new MemoryStream();
        using (var reader = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress)))
        using (var zip = new GZipStream(rewritten, CompressionMode.Compress, leaveOpen: true))
        using (var writer = new TarWriter(zip))
        {
            while (reader.GetNextEntry(copyData: true) is { } entry)
            {
                foreach (TarEntry kept in change(entry))
                {
                    writer.WriteEntry(kept);
                }
            }
        }

        File.WriteAllBytes(archive, rewritten.ToArray());
    }

    /// <summary>Writes an archive whose manifest agrees with its one file, whatever that is called.</summary>
    public static void Craft(string archive, string name, string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var file = new BackupFile { Path = name, Size = bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        var manifest = new BackupManifest
        {
            Version = BackupManifest.CurrentVersion,
            Created = DateTimeOffset.UnixEpoch,
            Files = [file],
            TotalFiles = 1,
            TotalBytes = bytes.Length,
        };
        using var zip = new GZipStream(File.Create(archive), CompressionMode.Compress);
        using var writer = new TarWriter(zip);
        writer.WriteEntry(Entry(name, text));
        writer.WriteEntry(Entry("manifest.json", JsonSerializer.Serialize(manifest, BackupJson.Default.BackupManifest)));
    }

    public static PaxTarEntry Entry(string name, string text) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) };

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
