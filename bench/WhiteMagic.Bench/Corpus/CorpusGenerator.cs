using System.Globalization;
using System.Text;

namespace WhiteMagic.Bench.Corpus;

/// <summary>Writes the same memories for the same seed: Markdown of 2 to 8 KB with headings, lists and front matter.</summary>
internal sealed class CorpusGenerator(int seed)
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] ForeignLines =
    [
        "Le café de l'hôtel était fermé, l'équipe a déjà choisi où dîner.",
        "Die Größe der Änderung überrascht: über dreißig Häuser müssen geprüft werden.",
        "El señor Muñoz pidió más tiempo para la revisión técnica.",
        "决定使用本地索引，因为搜索必须在几毫秒内完成。",
        "検索の結果はすべてファイルに保存されています。",
        "검색 색인은 언제든지 다시 만들 수 있습니다.",
        "Решение принято: хранить записи в обычных файлах.",
    ];

    private readonly Vocabulary _vocabulary = new(seed);
    private readonly string[] _tags = MakeTags(seed);

    public Vocabulary Vocabulary => _vocabulary;

    public IEnumerable<Document> Generate(int count) => Enumerable.Range(0, count).Select(Nth);

    /// <summary>The document of one number, whatever was generated before it.</summary>
    public Document Nth(int number)
    {
        var random = new Random(HashCodeOf(number));
        var created = Start.AddSeconds((number * 3_607L) + random.Next(3_600));
        var title = Capitalise(string.Join(' ', Words(random, 3, 7, content: true)));
        var stamp = created.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
        var slug = title.ToLowerInvariant().Replace(' ', '_');
        return new Document
        {
            FileName = $"{stamp}_{slug[..Math.Min(50, slug.Length)].TrimEnd('_')}.md",
            Title = title,
            Created = created,
            Tags = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => _tags[random.Next(_tags.Length)]).Distinct()],
            Body = Body(random, title, random.Next(2_000, 8_000)),
            IsLongTerm = random.Next(10) < 3,
        };
    }

    /// <summary>Writes the first documents below a base folder as a person or another program would.</summary>
    public void WriteStore(string baseFolder, int count)
    {
        Directory.CreateDirectory(Path.Combine(baseFolder, "memory", "short_term"));
        Directory.CreateDirectory(Path.Combine(baseFolder, "memory", "long_term"));
        foreach (var document in Generate(count))
        {
            File.WriteAllText(Path.Combine(baseFolder, document.RelativePath), document.ToMarkdown());
        }
    }

    private static string[] MakeTags(int seed)
    {
        var random = new Random(seed + 1);
        var vocabulary = new Vocabulary(seed + 1);
        return [.. Enumerable.Range(0, 60).Select(_ => vocabulary.DrawContent(random)).Distinct()];
    }

    private static string Capitalise(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    // Neighbouring seeds give Random related streams, so they are spread first.
    private int HashCodeOf(int number) => unchecked((int)((((uint)seed * 2_654_435_761u) ^ (uint)number) * 2_246_822_519u));

    private string Body(Random random, string title, int size)
    {
        var text = new StringBuilder(size + 512).Append("# ").Append(title).Append("\n\n");
        var bytes = text.Length;
        while (bytes < size)
        {
            var line = Line(random);
            text.Append(line).Append('\n');
            bytes += Encoding.UTF8.GetByteCount(line) + 1;
        }

        return text.ToString();
    }

    private string Line(Random random) => random.Next(1_000) switch
    {
        < 20 => ForeignLines[random.Next(ForeignLines.Length)],
        < 60 => "\n## " + Capitalise(string.Join(' ', Words(random, 2, 5, content: true))) + "\n",
        < 220 => "- " + string.Join(' ', Words(random, 4, 12, content: false)),
        < 240 => $"Decided on {random.Next(1, 29)}.{random.Next(1, 13)}.2026: `{_vocabulary.DrawContent(random)}({random.Next(100)})`",
        _ => Capitalise(string.Join(' ', Words(random, 8, 24, content: false))) + ".",
    };

    private IEnumerable<string> Words(Random random, int least, int most, bool content) =>
        Enumerable.Range(0, random.Next(least, most + 1))
            .Select(_ => content ? _vocabulary.DrawContent(random) : _vocabulary.Draw(random));
}
