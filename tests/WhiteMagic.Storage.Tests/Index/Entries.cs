using System.Globalization;
using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Tests.Index;

/// <summary>Makes memories as an index gets them.</summary>
internal static class Entries
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static MemoryEntry Of(
        int number, string content, MemoryFolder folder = MemoryFolder.ShortTerm, IReadOnlyList<string>? tags = null, string? title = null) => new()
        {
            Key = new RecordKey(folder, MemoryId.Parse(string.Create(CultureInfo.InvariantCulture, $"m{number:D6}"))),
            Kind = folder == MemoryFolder.LongTerm ? MemoryKind.LongTerm : MemoryKind.ShortTerm,
            Title = title ?? number.ToString(CultureInfo.InvariantCulture),
            Tags = tags ?? [],
            Created = Start.AddMinutes(number),
            Updated = Start.AddMinutes(number),
            Version = "v",
            Content = content,
        };
}
