using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>
/// Reads a query: words, "phrases", <c>-without</c>, <c>tag:x</c>, <c>type:x</c>, <c>before:</c> and <c>after:</c> dates.
/// No text is an error; what is not this syntax is looked for as it stands.
/// </summary>
internal sealed class QueryParser
{
    private const int MaxLength = 8192;
    private const int MaxGroups = 64;

    private readonly QueryAnalyzer _analyzer = new();
    private readonly List<TokenGroup> _words = [];
    private readonly List<TokenGroup> _stopWords = [];
    private readonly List<TokenGroup> _phrases = [];
    private readonly List<TokenGroup> _exclusions = [];
    private readonly List<string> _tags = [];
    private readonly List<string> _excludedTags = [];
    private MemoryKind? _kind;
    private bool _isContradiction;
    private DateTimeOffset? _after;
    private DateTimeOffset? _before;

    private QueryParser()
    {
    }

    public static ParsedQuery Parse(string? text)
    {
        var parser = new QueryParser();
        foreach (var term in QueryLexer.Read(text.AsSpan(0, Math.Min(text?.Length ?? 0, MaxLength))))
        {
            parser.Take(term);
        }

        return parser.Finish();
    }

    private ParsedQuery Finish() => new()
    {
        Words = _words.Count + _phrases.Count > 0 ? _words : _stopWords,
        Phrases = _phrases,
        Exclusions = _exclusions,
        Tags = _tags,
        ExcludedTags = _excludedTags,
        Kind = _kind,
        IsContradiction = _isContradiction,
        After = _after,
        Before = _before,
    };

    private void Take(QueryTerm term)
    {
        if (term.Filter is not null)
        {
            if (!TakeFilter(term))
            {
                Take(term with { Filter = null, IsPhrase = false, Text = $"{term.Filter}:{term.Text}" });
            }
        }
        else if (term.IsExcluded)
        {
            Exclude(term);
        }
        else if (term.IsPhrase)
        {
            Add(_phrases, _analyzer.Phrase(term.Text));
        }
        else
        {
            var target = StopWords.Contains(term.Text) ? _stopWords : _words;
            _analyzer.Word(term.Text).ForEach(group => Add(target, group));
        }
    }

    private void Exclude(QueryTerm term)
    {
        Add(_exclusions, _analyzer.Phrase(term.Text));
        if (!term.IsPhrase)
        {
            Add(_exclusions, _analyzer.Parts());
        }
    }

    private bool TakeFilter(QueryTerm term) => (term.Filter, term.IsExcluded) switch
    {
        ("tag", false) => TakeTag(_tags, term.Text),
        ("tag", true) => TakeTag(_excludedTags, term.Text),
        ("type", false) => TakeKind(term.Text),
        ("after", false) => TakeDate(term.Text, date => _after = _after > date ? _after : date),
        ("before", false) => TakeDate(term.Text, date => _before = _before < date ? _before : date),
        _ => false,
    };

    private static bool TakeTag(List<string> tags, string tag)
    {
        if (string.IsNullOrWhiteSpace(tag))
        {
            return false;
        }

        if (!tags.Contains(tag, StringComparer.OrdinalIgnoreCase) && tags.Count < MaxGroups)
        {
            tags.Add(tag);
        }

        return true;
    }

    private bool TakeKind(string value)
    {
        MemoryKind? kind = value.ToLowerInvariant() switch
        {
            "short_term" or "short" => MemoryKind.ShortTerm,
            "long_term" or "long" => MemoryKind.LongTerm,
            _ => null,
        };
        _isContradiction |= _kind is not null && kind is not null && kind != _kind;
        _kind = kind ?? _kind;
        return kind is not null;
    }

    private static bool TakeDate(string value, Action<DateTimeOffset> take)
    {
        if (!DateFilter.TryParse(value, out var date))
        {
            return false;
        }

        take(date);
        return true;
    }

    private static void Add(List<TokenGroup> groups, TokenGroup? group)
    {
        if (group is not null && groups.Count < MaxGroups && !groups.Contains(group))
        {
            groups.Add(group);
        }
    }
}
