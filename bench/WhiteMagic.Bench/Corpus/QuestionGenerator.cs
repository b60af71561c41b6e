namespace WhiteMagic.Bench.Corpus;

/// <summary>Asks as people do: a few words of one document among common words.</summary>
internal sealed class QuestionGenerator(CorpusGenerator corpus, int documents, int seed)
{
    private static readonly string[] Openings = ["what did we say about", "how do we", "why is the", "where was the", "which", "when did", ""];

    public IEnumerable<Question> Generate(int count)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => Ask(random));
    }

    private Question Ask(Random random)
    {
        var document = corpus.Nth(random.Next(documents));
        var length = random.Next(3, 11);
        var opening = Openings[random.Next(Openings.Length)].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = opening.Take(length - 1).ToList();
        var rare = Math.Min(random.Next(1, 5), length - words.Count);
        foreach (var word in ContentWords(document, random).Take(rare))
        {
            words.Add(word);
        }

        while (words.Count < length)
        {
            words.Insert(random.Next(opening.Length > words.Count ? words.Count : opening.Length, words.Count + 1), FunctionWord(random));
        }

        return new Question(string.Join(' ', words), document.FileName);
    }

    private static string FunctionWord(Random random) => Vocabulary.FunctionWords[random.Next(Vocabulary.FunctionWords.Count)];

    private static IEnumerable<string> ContentWords(Document document, Random random)
    {
        var words = document.Body.Split([' ', '\n', '.', '#', '-', '`', '(', ')', ',', ':'], StringSplitOptions.RemoveEmptyEntries);
        var start = random.Next(words.Length);
        return Enumerable.Range(0, words.Length)
            .Select(i => words[(start + i) % words.Length].ToLowerInvariant())
            .Where(word => word.Length > 3 && word.All(char.IsAsciiLetter) && !Vocabulary.FunctionWords.Contains(word));
    }
}
