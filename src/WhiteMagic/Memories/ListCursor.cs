using System.Buffers.Text;
using System.Globalization;
using System.Text;
using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>Writes a place in a list as an opaque text, and reads it back.</summary>
internal static class ListCursor
{
    private const char Separator = '\u001F';

    public static string Write(MemorySort sort, IndexedMemory last) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, Number((int)sort), Number((int)last.Key.Folder), last.Key.Id.Value, Value(sort, last))));

    public static ListPosition? Read(string? cursor, MemorySort sort)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        // The value comes last and whole: a title may hold any character, the separator too.
        string[] parts = Decode(cursor).Split(Separator, 4);
        return parts.Length == 4 && parts[0] == Number((int)sort)
            && Enum.TryParse(parts[1], out MemoryFolder folder) && Enum.IsDefined(folder) && MemoryId.TryParse(parts[2], out MemoryId id)
            && (sort == MemorySort.Title || long.TryParse(parts[3], CultureInfo.InvariantCulture, out _))
            ? new ListPosition(parts[3], new RecordKey(folder, id))
            : throw new InvalidInputException("cursor", "is not one of this list; use next_cursor of the page before, with the same sort_by");
    }

    private static string Decode(string cursor) =>
        Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : string.Empty;

    private static string Value(MemorySort sort, IndexedMemory memory) => sort switch
    {
        MemorySort.Title => memory.Title,
        MemorySort.Updated => Milliseconds(memory.Updated),
        MemorySort.Accessed => Milliseconds(memory.Accessed ?? DateTimeOffset.UnixEpoch),
        _ => Milliseconds(memory.Created),
    };

    private static string Milliseconds(DateTimeOffset time) => Number(time.ToUnixTimeMilliseconds());

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
