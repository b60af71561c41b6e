using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using WhiteMagic.Diagnostics;
using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Metrics;

/// <summary>Keeps metrics as one JSON object a line, in a file for each category: <c>metrics/&lt;category&gt;.jsonl</c>.</summary>
/// <remarks>Lines of several processes never mix, and a torn last line is passed over.</remarks>
internal sealed class MetricFiles(string folder, StoreFiles files) : IMetricLog
{
    private const string Extension = ".jsonl";

    public ValueTask AppendAsync(MetricSample sample, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string json = JsonSerializer.Serialize(sample, WhiteMagicJson.Readable.MetricSample);
        files.CreateDirectory(folder);

        // Begun on a line of its own, a value survives a torn line before it; empty lines are passed over.
        files.Append(PathOf(sample.Category), Encoding.UTF8.GetBytes($"\n{json}\n"));
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

            // Shared with those who write to it meanwhile.
            using var lines = new StreamReader(new FileStream(
                PathOf(category), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            while (await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
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
