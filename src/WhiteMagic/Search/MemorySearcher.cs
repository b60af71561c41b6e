using System.Collections.Concurrent;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>Finds memories and the passages in them that answer a query.</summary>
internal sealed class MemorySearcher(MemoryCatalog catalog, MemoryReader reader)
{
    private const int PassagesPerMemory = 2;

    // With passages asked for, one long memory may hold several of the best.
    private const int PassagesPerMemoryRanked = 5;

    private const int WorthSharing = 4;

    // A word that most memories hold scores about a millionth, which is still more than nothing.
    private const int ScoreDigits = 8;

    private readonly ConcurrentBag<TokenBuffer> _buffers = [];

    public async Task<SearchResult> SearchAsync(MemoryQuery query, CancellationToken cancellationToken)
    {
        ParsedQuery parsed = Check(query);
        IndexHits hits = IsContradiction(query, parsed)
            ? new IndexHits([], 0)
            : await catalog.AskAsync(index => index.Search(parsed, Filter(query, parsed), query.Limit), cancellationToken).ConfigureAwait(false);
        bool ranksPassages = query.Granularity == SearchGranularity.Passage;
        IReadOnlyList<CountedMatch> matches = await MatchAsync(parsed, hits.Hits, ranksPassages, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Passage>? passages = ranksPassages ? RankPassages(matches, query.Limit) : null;
        return SearchBudget.Fit(matches, passages, hits.Total, query.MaxTokens);
    }

    /// <summary>Finds the memories that match, without their passages.</summary>
    public IReadOnlyList<IndexedMemory> Rank(string text, IndexFilter filter, int limit) =>
        [.. catalog.Index.Search(QueryParser.Parse(text), filter, limit).Hits.Take(limit).Select(static hit => hit.Memory)];

    // Reading memories and finding their passages is most of a search.
    private async Task<IReadOnlyList<CountedMatch>> MatchAsync(
        ParsedQuery parsed, IReadOnlyList<IndexHit> hits, bool ranksPassages, CancellationToken cancellationToken)
    {
        var work = new SharedWork(hits.Count);
        var matches = new CountedMatch?[hits.Count];
        IProgress<WorkProgress>? listener = ProgressScope.Current;
        int done = 0;
        if (hits.Count >= WorthSharing)
        {
            work.Invite(catalog.Workers.Cpu, MatchSomeAsync);
        }

        try
        {
            await MatchSomeAsync().ConfigureAwait(false);
        }
        finally
        {
            await work.CloseAsync().ConfigureAwait(false);
        }

        // A memory that went since the index was asked is no match.
        return [.. matches.OfType<CountedMatch>()];

        async Task MatchSomeAsync()
        {
            TokenBuffer buffer = _buffers.TryTake(out TokenBuffer? spare) ? spare : new TokenBuffer(withSpans: true);
            var finder = new PassageFinder(parsed, buffer);
            while (work.TryTake(out int next))
            {
                if (await reader.LoadAsync(hits[next].Memory, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    matches[next] = CountedMatch.Of(
                        Match(hits[next], entry, finder, ranksPassages ? PassagesPerMemoryRanked : PassagesPerMemory));
                }

                listener?.Report(new WorkProgress(Interlocked.Increment(ref done), hits.Count, "matching"));
            }

            if (buffer.IsSmall)
            {
                _buffers.Add(buffer);
            }
        }
    }

    private static ParsedQuery Check(MemoryQuery query)
    {
        TextRules.Within(query.Limit, 1, MemoryQuery.MaxLimit, "limit");
        TextRules.Tokens(query.MaxTokens);
        return query.Mode is SearchMode.Auto or SearchMode.Lexical
            ? QueryParser.Parse(query.Query)
            : throw new InvalidInputException("mode", "needs embeddings, which this space has none of; use auto or lexical");
    }

    // A memory is of one kind, so two different ones asked for are none.
    private static bool IsContradiction(MemoryQuery query, ParsedQuery parsed) =>
        parsed.IsContradiction || (query.Type is { } type && parsed.Kind is { } kind && type != kind);

    private static IndexFilter Filter(MemoryQuery query, ParsedQuery parsed) => new()
    {
        Kind = query.Type ?? parsed.Kind,
        Tags = TagList.Normalize(query.Tags.Concat(parsed.Tags)),
        ExcludedTags = TagList.Normalize(parsed.ExcludedTags),
        IncludeArchived = query.IncludeArchived,
        Since = Later(query.Since, parsed.After),
        Until = Earlier(query.Until, parsed.Before),
    };

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b ?? a : a;

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;

    private static MemoryMatch Match(IndexHit hit, MemoryEntry entry, PassageFinder finder, int passages) => new()
    {
        Filename = entry.Id,
        Title = entry.Title,
        Type = entry.Kind,
        Status = entry.Status,
        Tags = entry.Tags,
        Created = entry.Created,
        Score = Math.Round(hit.Score, ScoreDigits),
        Passages = [.. finder.Find(entry.Content, passages).Select(span => new Passage
        {
            Text = entry.Content.Substring(span.Start, span.Length),
            StartLine = span.StartLine + entry.ContentLine - 1,
            EndLine = span.EndLine + entry.ContentLine - 1,
            Score = Math.Round(span.Score, 4),
        })],
    };

    private static IReadOnlyList<Passage> RankPassages(IReadOnlyList<CountedMatch> matches, int limit) =>
        [.. matches
            .SelectMany(static counted => counted.Match.Passages, static (counted, passage) => (match: counted.Match, passage))
            .OrderByDescending(static pair => pair.passage.Score)
            .ThenByDescending(static pair => pair.match.Score)
            .Take(limit)
            .Select(static pair => pair.passage with { Filename = pair.match.Filename })];
}
