using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using WhiteMagic.Cli.Output;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Cli.Import;

/// <summary>Writes every memory out of a space.</summary>
internal sealed class Exporter(IMemorySpace space, bool includeArchived, IProgress<WorkProgress>? progress)
{
    /// <summary>Writes a line of JSON for each memory.</summary>
    public async Task<int> WriteLinesAsync(TextWriter output, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (MemoryEntry entry in EntriesAsync(cancellationToken).ConfigureAwait(false))
        {
            string line = JsonSerializer.Serialize(TransferRecord.From(entry), CliJson.Readable.TransferRecord);
            await output.WriteAsync((line + "\n").AsMemory(), cancellationToken).ConfigureAwait(false);
            count++;
        }

        return count;
    }

    /// <summary>Writes a line of JSON for each memory to a file that is there whole or not at all.</summary>
    public async Task<int> WriteFileAsync(string path, CancellationToken cancellationToken)
    {
        string temporary = path + ".tmp";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            int count;
            var output = new StreamWriter(temporary, append: false, new UTF8Encoding(false));
            await using (output.ConfigureAwait(false))
            {
                count = await WriteLinesAsync(output, cancellationToken).ConfigureAwait(false);
            }

            File.Move(temporary, path, overwrite: true);
            return count;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes each memory as a Markdown file into folders as a store has them.</summary>
    public async Task<int> WriteFolderAsync(string folder, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (MemoryEntry entry in EntriesAsync(cancellationToken).ConfigureAwait(false))
        {
            string path = Path.Join(folder, RecordKey.FolderName(entry.Key.Folder), entry.Id.Value);
            AtomicText.Write(path, Markdown(entry));
            count++;
        }

        return count;
    }

    private async IAsyncEnumerable<MemoryEntry> EntriesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int done = 0;
        int total = progress is null ? 0 : await CountAsync(cancellationToken).ConfigureAwait(false);
        await foreach (MemoryEntry entry in space.ExportAsync(includeArchived, cancellationToken).ConfigureAwait(false))
        {
            progress?.Report(new WorkProgress(done++, total, "exporting"));
            yield return entry;
        }
    }

    private async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        SpaceStats stats = await space.GetStatsAsync(cancellationToken).ConfigureAwait(false);
        return stats.TotalMemories - (includeArchived ? 0 : stats.Archived);
    }

    private static string Markdown(MemoryEntry entry)
    {
        if (entry.FrontMatter.Length == 0)
        {
            return entry.Content;
        }

        string end = entry.FrontMatter.EndsWith('\n') ? "" : "\n";
        return $"---\n{entry.FrontMatter}{end}---\n\n{entry.Content}{(entry.Content.EndsWith('\n') ? "" : "\n")}";
    }
}
