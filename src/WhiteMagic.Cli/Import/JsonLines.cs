using System.Globalization;
using System.Text.Json;
using WhiteMagic.Cli.Output;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Import;

/// <summary>Reads memories from lines of JSON, such as an export.</summary>
internal static class JsonLines
{
    /// <summary>Reads every line; one that is no memory is in the list with the reason.</summary>
    public static async Task<IReadOnlyList<ImportItem>> ReadAsync(TextReader input, CancellationToken cancellationToken)
    {
        var items = new List<ImportItem>();
        int number = 0;
        while (await input.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                items.Add(Item(string.Create(CultureInfo.InvariantCulture, $"line {number}"), line));
            }
        }

        return items;
    }

    private static ImportItem Item(string source, string line)
    {
        try
        {
            TransferRecord? record = JsonSerializer.Deserialize(line, CliJson.Default.TransferRecord);
            return record is { Title: { } title, Content: { } content }
                ? Item(source, record, title, content)
                : new ImportItem { Source = source, Error = "has no title or no content; a line is {\"title\": …, \"content\": …}" };
        }
        catch (JsonException error)
        {
            string where = error.Path is { Length: > 1 } path ? $" at {path}" : "";
            return new ImportItem { Source = source, Error = $"is not the JSON of a memory{where}" };
        }
    }

    private static ImportItem Item(string source, TransferRecord record, string title, string content) => new()
    {
        Source = source,
        FormerId = record.Filename,
        Archived = record.Status == MemoryStatus.Archived,
        Relations = record.Relations ?? [],
        Draft = new MemoryDraft
        {
            Title = title,
            Content = content,
            Type = record.Type,
            Tags = record.Tags ?? [],
            Created = record.Created,
            Updated = record.Updated >= record.Created ? record.Updated : record.Created,
            IdempotencyKey = ImportKey.Of(record.Filename ?? title, content),
        },
    };
}
