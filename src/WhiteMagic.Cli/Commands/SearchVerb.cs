using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm search</c>.</summary>
internal static class SearchVerb
{
    public static Verb Create()
    {
        var queries = new Argument<string[]>("QUERY") { Description = "Words, \"phrases\", -without, tag:x, type:x, before: and after: dates; several queries are searched in turn" };
        Option<MemoryKind?> type = Choices.Option(Choices.Kinds, "Only this kind", "--type", "-t");
        Option<string[]> tags = TagText.Filter();
        var archived = new Option<bool>("--include-archived", "-a") { Description = "Archived memories too" };
        Option<string?> since = DateArgument.Option("--since", "Only what was created then or later");
        Option<string?> until = DateArgument.Option("--until", "Only what was created before");
        Option<int?> limit = Limits.Limit("How many, 1 to 1000 (default: the setting search.limit)");
        Option<SearchMode?> mode = Choices.Option(Choices.Modes, "How memories are matched (default: auto)", "--mode");
        Option<SearchGranularity?> granularity = Choices.Option(Choices.Granularities, "What is ranked (default: memory)", "--granularity");
        Option<int?> tokens = Limits.MaxTokens();
        return new Verb("search", "Find memories by words, best first")
        {
            Group = VerbGroup.Find,
            Arguments = { queries },
            Options = { type, tags, archived, since, until, limit, mode, granularity, tokens },
            Aliases = { "find" },
            Examples =
            [
                ("wm search \"why sqlite\"", "one query of two words"),
                ("wm search \"release notes\" \"who reviews\"", "two queries"),
                ("wm search --tag decision --since 30d", "no words: what has the tag, latest first"),
            ],
            Handler = async (invocation, cancellationToken) =>
            {
                var filter = new MemoryQuery
                {
                    Type = invocation.Get(type),
                    Tags = TagText.Split(invocation.Get(tags)) ?? [],
                    IncludeArchived = invocation.Get(archived),
                    Since = DateArgument.Parse(invocation.Get(since), invocation.Host.Time),
                    Until = DateArgument.Parse(invocation.Get(until), invocation.Host.Time),
                    Limit = invocation.Get(limit) ?? invocation.Store.SearchLimit,
                    Mode = invocation.Get(mode) ?? SearchMode.Auto,
                    Granularity = invocation.Get(granularity) ?? SearchGranularity.Memory,
                    MaxTokens = invocation.Get(tokens),
                };
                string[] given = [.. (invocation.Get(queries) ?? []).Select(static query => query.TrimStart(' '))];
                return given.Length > 1
                    ? await SearchManyAsync(invocation, (given, filter), cancellationToken).ConfigureAwait(false)
                    : await SearchOneAsync(invocation, filter with { Query = given.FirstOrDefault() }, cancellationToken).ConfigureAwait(false);
            },
        };
    }

    private static async Task<int> SearchOneAsync(
        Invocation invocation, MemoryQuery query, CancellationToken cancellationToken)
    {
        SearchResult result = await invocation.InSpaceAsync(space => space.SearchAsync(query, cancellationToken), cancellationToken).ConfigureAwait(false);
        invocation.Output.Write(result, WhiteMagicJson.Readable.SearchResult, r => SearchText.Write(invocation.Output, r));
        return ExitCodes.Done;
    }

    private static async Task<int> SearchManyAsync(
        Invocation invocation, (IReadOnlyList<string> Queries, MemoryQuery Filter) search, CancellationToken cancellationToken)
    {
        List<QueryAnswer> answers = await invocation.InSpaceAsync(space => AnswerAsync(space, search, cancellationToken), cancellationToken).ConfigureAwait(false);
        var all = new QueryAnswers { Results = answers, Tokens = answers.Sum(answer => answer.Tokens) };
        invocation.Output.Write(all, CliJson.Readable.QueryAnswers, a => SearchText.WriteMany(invocation.Output, a));
        return ExitCodes.Done;
    }

    private static async Task<List<QueryAnswer>> AnswerAsync(
        IMemorySpace space, (IReadOnlyList<string> Queries, MemoryQuery Filter) search, CancellationToken cancellationToken)
    {
        var answers = new List<QueryAnswer>();
        foreach (string query in search.Queries)
        {
            SearchResult found = await space.SearchAsync(search.Filter with { Query = query }, cancellationToken).ConfigureAwait(false);
            answers.Add(QueryAnswer.From(query, found));
        }

        return answers;
    }
}
