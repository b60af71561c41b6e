namespace WhiteMagic.Bench.Corpus;

/// <summary>The corpus and the questions every area uses, so that their figures belong together.</summary>
internal static class Standard
{
    public const int Documents = 10_000;
    private const int Seed = 20_261_123;

    public static CorpusGenerator Corpus { get; } = new(Seed);

    public static IEnumerable<Question> Questions(int count) => new QuestionGenerator(Corpus, Documents, Seed).Generate(count);

    /// <summary>A base folder with every document on disk and nothing else.</summary>
    public static string NewStore(Workplace workplace)
    {
        var store = workplace.NewFolder("store");
        Corpus.WriteStore(store, Documents);
        return store;
    }
}
