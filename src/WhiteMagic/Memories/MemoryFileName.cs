using System.Globalization;
using System.Text;

namespace WhiteMagic.Memories;

/// <summary>Makes the file name of a new memory: <c>YYYYMMDD_HHMMSS_slug.md</c> in UTC, then <c>_2</c>, <c>_3</c> … when taken.</summary>
public static class MemoryFileName
{
    private const int MaxSlugLength = 50;

    // Names are cut by bytes too: fifty characters of some scripts are two hundred bytes.
    private const int MaxSlugBytes = 200;

    /// <summary>Gives the id of the <paramref name="copy"/>-th memory created at one second under one title.</summary>
    /// <param name="created">When the memory was created.</param>
    /// <param name="title">Its title, any text.</param>
    /// <param name="copy">1 for the plain name, 2 and up for the names that follow.</param>
    public static MemoryId Create(DateTimeOffset created, string title, int copy = 1)
    {
        string stamp = created.UtcDateTime.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
        string suffix = copy <= 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"_{copy}");
        return MemoryId.Parse($"{stamp}_{Slug(title)}{suffix}.md");
    }

    /// <summary>Reduces a title to lower-case letters and digits of any script, joined by underscores.</summary>
    public static string Slug(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        var slug = new StringBuilder(MaxSlugLength);
        int bytes = 0;
        bool gap = false;
        foreach (Rune rune in title.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune))
            {
                gap = slug.Length > 0;
                continue;
            }

            Rune lower = Rune.ToLowerInvariant(rune);
            int length = lower.Utf16SequenceLength + (gap ? 1 : 0);
            bytes += lower.Utf8SequenceLength + (gap ? 1 : 0);
            if (slug.Length + length > MaxSlugLength || bytes > MaxSlugBytes)
            {
                break;
            }

            slug.Append(gap ? "_" : string.Empty).Append(lower.ToString());
            gap = false;
        }

        return slug.Length == 0 ? "memory" : slug.ToString();
    }
}
