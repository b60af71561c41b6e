using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm list</c>.</summary>
internal static class ListVerb
{
    public static Verb Create()
    {
        Option<MemoryKind?> type = Choices.Option(Choices.Kinds, "Only this kind", "--type", "-t");
        Option<string[]> tags = TagText.Filter();
        var archived = new Option<bool>("--include-archived", "-a") { Description = "Archived memories too" };
        Option<MemorySort?> sort = Choices.Option(Choices.Sorts, "The order (default: created)", "--sort-by", "-s");
        Option<int?> limit = Limits.Limit("How many, 1 to 1000 (default: 50)");
        var cursor = new Option<string?>("--cursor") { Description = "Go on where the page before ended", HelpName = "CURSOR" };
        Option<int?> tokens = Limits.MaxTokens();
        return new Verb("list", "List memories, the latest first")
        {
            Group = VerbGroup.Find,
            Options = { type, tags, archived, sort, limit, cursor, tokens },
            Aliases = { "ls" },
            Examples = [("wm list -n 10", "the ten latest"), ("wm list --type long_term --sort-by title", "what is kept, by title")],
            Handler = async (invocation, cancellationToken) =>
            {
                var query = new ListQuery
                {
                    Type = invocation.Get(type),
                    Tags = TagText.Split(invocation.Get(tags)) ?? [],
                    IncludeArchived = invocation.Get(archived),
                    SortBy = invocation.Get(sort) ?? MemorySort.Created,
                    Limit = invocation.Get(limit) ?? 50,
                    Cursor = invocation.Get(cursor),
                    MaxTokens = invocation.Get(tokens),
                };
                MemoryPage page = await invocation.InSpaceAsync(space => space.ListAsync(query, cancellationToken), cancellationToken).ConfigureAwait(false);
                invocation.Output.Write(page, WhiteMagicJson.Readable.MemoryPage, p => Show(invocation.Output, p, query));
                return ExitCodes.Done;
            },
        };
    }

    private static void Show(Reporter output, MemoryPage page, ListQuery query)
    {
        var table = new TextTable("Title", "Type", "Tags", "Created", "Filename") { Flexible = new HashSet<int> { 0, 2 } };
        foreach (MemorySummary memory in page.Memories)
        {
            string kind = memory.Status == MemoryStatus.Archived ? "archived" : Choices.NameOf(Choices.Kinds, memory.Type);
            table.Add(memory.Title, kind, string.Join(", ", memory.Tags), output.Dates.Age(memory.Created), memory.Filename.Value);
        }

        output.Table(table);
        if (page.Total == 0)
        {
            output.Note(query.Type is null && query.Tags.Count == 0
                ? "no memories yet; wm create TITLE writes one, wm import brings a folder of notes"
                : "no memories of this kind or with these tags; wm tags shows the tags in use");
        }
        else if (page.NextCursor is { } next)
        {
            output.Note($"{page.Memories.Count} of {page.Total}; the next page: the same with --cursor {next}");
        }
    }
}
