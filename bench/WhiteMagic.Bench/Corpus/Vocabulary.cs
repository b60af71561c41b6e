namespace WhiteMagic.Bench.Corpus;

/// <summary>English function words in front of invented, pronounceable words, drawn by Zipf's law as in real text.</summary>
internal sealed class Vocabulary
{
    private const int Size = 20_000;
    private const string Onsets = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st t th tr v w z";
    private const string Nuclei = "a e i o u ai ea ee io ou";
    private const string Codas = "- - - l m n r s t ck nd rt st";

    private readonly string[] _words;
    private readonly double[] _cumulative;

    public Vocabulary(int seed)
    {
        _words = [.. FunctionWords, .. Invent(new Random(seed)).Take(Size - FunctionWords.Count)];
        _cumulative = new double[_words.Length];
        var sum = 0.0;
        for (var rank = 0; rank < _words.Length; rank++)
        {
            sum += 1.0 / (rank + 2.7);
            _cumulative[rank] = sum;
        }
    }

    public static IReadOnlyList<string> FunctionWords { get; } = Split(
        """
        the of and to a in is that it was for on are as with be by at this have from or an they which you were all we can there been
        has will more if no out do so what up said about into than them only time some could these may then other its also two over
        such our most like after first where through when back between should because how each much before under last same while off
        just both here again why against too does being now her his their would who not one but had my your any did make made many
        every even still between within without upon during
        """);

    /// <summary>A word as likely as its rank says; function words among them.</summary>
    public string Draw(Random random)
    {
        var point = random.NextDouble() * _cumulative[^1];
        var index = Array.BinarySearch(_cumulative, point);
        return _words[Math.Min(index < 0 ? ~index : index, _words.Length - 1)];
    }

    /// <summary>A word that carries meaning, common ones more often.</summary>
    public string DrawContent(Random random)
    {
        while (true)
        {
            var word = Draw(random);
            if (!FunctionWords.Contains(word))
            {
                return word;
            }
        }
    }

    private static string[] Split(string words) =>
        [.. words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Distinct()];

    private static IEnumerable<string> Invent(Random random)
    {
        var onsets = Onsets.Split(' ');
        var nuclei = Nuclei.Split(' ');
        var codas = Codas.Split(' ');
        var seen = new HashSet<string>(FunctionWords);
        while (true)
        {
            var syllables = random.Next(1, 4);
            var word = string.Concat(Enumerable.Range(0, syllables).Select(_ => Pick(onsets) + Pick(nuclei))) + Pick(codas).Trim('-');
            if (word.Length > 3 && seen.Add(word))
            {
                yield return word;
            }
        }

        string Pick(string[] parts) => parts[random.Next(parts.Length)];
    }
}
