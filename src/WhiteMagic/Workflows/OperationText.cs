using System.Buffers;
using System.Globalization;
using WhiteMagic.Search;

namespace WhiteMagic.Workflows;

/// <summary>A description as words.</summary>
internal sealed class OperationText
{
    private const string Quotes = "\"'`“”‘’";
    private const string Openers = "([{<";
    private const string ClauseEnds = ",;:.!?)]}>";

    private static readonly SearchValues<char> AnyQuote = SearchValues.Create(Quotes);
    private static readonly SearchValues<char> AnyClauseEnd = SearchValues.Create(ClauseEnds);
    private static readonly SearchValues<char> AnySentenceEnd = SearchValues.Create(";.!?");

    public OperationText(int place, WorkOperation operation)
    {
        Place = place;
        Operation = operation;
        List<OperationWord> words = [.. operation.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Read).OfType<OperationWord>()];
        Label = TakeLabel(words);
        Words = words;
        Stems = [.. words.Where(static word => !StopWords.Contains(word.Lower)).Select(static word => Stem(word.Lower))];
    }

    public int Place { get; }

    public WorkOperation Operation { get; }

    /// <summary>The number that the text begins with, as "2." or "Step 2:"; null for none.</summary>
    public int? Label { get; }

    public IReadOnlyList<OperationWord> Words { get; }

    /// <summary>The stems of the words that say something.</summary>
    public HashSet<string> Stems { get; }

    /// <summary>How people call the operation at a place.</summary>
    public static string Number(int place) => (place + 1).ToString(CultureInfo.InvariantCulture);

    public static string Stem(string word)
    {
        Span<char> letters = stackalloc char[64];
        if (word.Length > letters.Length || !word.All(char.IsAsciiLetterLower))
        {
            return word;
        }

        word.CopyTo(letters);
        return letters[..PorterStemmer.Stem(letters[..word.Length])].ToString();
    }

    /// <summary>The words from one to another, as the text has them.</summary>
    public string Quote(int from, int to) =>
        string.Join(' ', Words.Skip(from).Take(Math.Min(to, Words.Count - 1) - from + 1).Select(static word => word.Text));

    private static OperationWord? Read(string raw)
    {
        ReadOnlySpan<char> core = raw.AsSpan().TrimStart(Openers + Quotes).TrimEnd(ClauseEnds + Quotes);
        if (core.IsEmpty)
        {
            return null;
        }

        ReadOnlySpan<char> head = raw.AsSpan()[..raw.AsSpan().IndexOf(core)];
        ReadOnlySpan<char> tail = raw.AsSpan()[(head.Length + core.Length)..];
        bool isPossessive = core.Length > 2 && core[^1] is 's' && core[^2] is '\'' or '’';
        string text = (isPossessive ? core[..^2] : core).ToString();
        return new(
            text,
            text.ToLowerInvariant(),
            head.ContainsAny(AnyQuote) && tail.ContainsAny(AnyQuote),
            tail.ContainsAny(AnyClauseEnd),
            tail.ContainsAny(AnySentenceEnd));
    }

    private static int? TakeLabel(List<OperationWord> words)
    {
        int at = words.Count > 1 && words[0].Lower is "step" or "task" or "operation" ? 1 : 0;
        if (words.Count <= at + 1 || !words[at].EndsClause || !int.TryParse(words[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out int label))
        {
            return null;
        }

        words.RemoveRange(0, at + 1);
        return label;
    }
}
