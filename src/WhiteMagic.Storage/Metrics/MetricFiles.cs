using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Metrics;

/// <summary>Keeps metrics as one JSON object a line, in a file for each category: <c>metrics/&lt;category&gt;.jsonl</c>.</summary>
/// <remarks>A line is appended by one system call, so lines of several processes never mix; a torn last line is passed over.</remarks>
internal sealed class MetricFiles(string folder, StoreFiles files) : IMetricLog
{
    private const string Extension = ".jsonl";

    public ValueTask AppendAsync(MetricSample sample, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string json = JsonSerializer.Serialize(sample, WhiteMagicJson.Readable.MetricSample);
        try
        {
            Directory.CreateDirectory(folder);
            bool isNew = !File.Exists(PathOf(sample.Category));
            using var file = new FileStream(
                PathOf(sample.Category), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

            // Begun on a line of its own, a value survives a torn line before it; empty lines are passed over.
            file.Write(Encoding.UTF8.GetBytes($"\n{json}\n"));
            file.Flush(flushToDisk: files.Durability == Durability.Full);
            if (isNew)
            {
                files.FlushDirectory(folder);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreWriteException(
                $"metrics/{sample.Category}{Extension}", "the value cannot be written", "check the disk's space and the folder's permissions, then try again", failure);
        }

        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<MetricSample> ReadAsync(
        IReadOnlyList<string> categories, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string category in categories.Count > 0 ? categories : Categories())
        {
            if (!File.Exists(PathOf(category)))
            {
                continue;
            }

            await foreach (string line in File.ReadLinesAsync(PathOf(category), cancellationToken).ConfigureAwait(false))
            {
                if (TryRead(line) is { } sample)
                {
                    yield return sample with { Category = category };
                }
            }
        }
    }

    private static MetricSample? TryRead(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize(line, WhiteMagicJson.Readable.MetricSample);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IReadOnlyList<string> Categories() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Extension).Select(static path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)]
        : [];

    private string PathOf(string category) => Path.Combine(folder, category + Extension);
}
