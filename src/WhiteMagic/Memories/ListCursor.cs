using System.Buffers.Text;
using System.Text;
using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>Writes a place in a list as an opaque text, and reads it back.</summary>
internal static class ListCursor
{
    private const char Separator = '\u001F';

    public static string Write(MemorySort sort, IndexedMemory last) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, (int)sort, Value(sort, last), last.Key.Id.Value)));

    public static ListPosition? Read(string? cursor, MemorySort sort)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        string[] parts = Decode(cursor).Split(Separator);
        return parts.Length == 3 && parts[0] == ((int)sort).ToString(System.Globalization.CultureInfo.InvariantCulture)
            && (sort == MemorySort.Title || long.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out _))
            ? new ListPosition(parts[1], parts[2])
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

    private static string Milliseconds(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
