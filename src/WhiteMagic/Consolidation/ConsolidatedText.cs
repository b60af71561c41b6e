using System.Globalization;
using System.Text;
using WhiteMagic.Memories;

namespace WhiteMagic.Consolidation;

/// <summary>Writes the text of a merged memory: each source whole, under its title, with where it came from.</summary>
internal static class ConsolidatedText
{
    public static string Write(ConsolidationGroup group)
    {
        var text = new StringBuilder();
        foreach (MemoryEntry source in group.Sources)
        {
            text.Append(text.Length == 0 ? string.Empty : "\n");
            text.Append("## ").Append(source.Title.ReplaceLineEndings(" ")).Append("\n\n");
            text.Append("*From [[").Append(source.Id.Value).Append("]], ");
            text.Append(source.Created.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            text.Append(source.Tags.Count == 0 ? string.Empty : ", tags: " + string.Join(", ", source.Tags)).Append("*\n\n");
            text.Append(source.Content.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
