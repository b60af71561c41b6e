using System.Globalization;
using System.Text;

namespace WhiteMagic.Bench.Corpus;

/// <summary>One generated memory and the file it is kept in.</summary>
internal sealed record Document
{
    public required string FileName { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string Body { get; init; }

    public required bool IsLongTerm { get; init; }

    public string RelativePath => Path.Combine("memory", IsLongTerm ? "long_term" : "short_term", FileName);

    public string ToMarkdown()
    {
        var created = Created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var text = new StringBuilder(Body.Length + 256)
            .Append("---\ntitle: ").Append(Title)
            .Append("\ncreated: ").Append(created)
            .Append("\nupdated: ").Append(created)
            .Append("\ntags:\n");
        foreach (var tag in Tags)
        {
            text.Append("  - ").Append(tag).Append('\n');
        }

        return text.Append("---\n\n").Append(Body).ToString();
    }
}
