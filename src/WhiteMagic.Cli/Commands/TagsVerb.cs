using System.CommandLine;
using System.Globalization;
using WhiteMagic.Cli.Output;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm tags</c>.</summary>
internal static class TagsVerb
{
    public static Verb Create()
    {
        var archived = new Option<bool>("--include-archived", "-a") { Description = "Count archived memories too" };
        Option<int?> tokens = Limits.MaxTokens();
        return new Verb("tags", "List the tags in use, the most used first")
        {
            Group = VerbGroup.Find,
            Options = { archived, tokens },
            Examples = [("wm tags", "each tag and how many memories have it")],
            Handler = async (invocation, cancellationToken) =>
            {
                TagReport report = (await invocation.InSpaceAsync(space => space.ListTagsAsync(invocation.Get(archived), cancellationToken), cancellationToken).ConfigureAwait(false))
                    .Within(invocation.Get(tokens));
                invocation.Output.Write(report, WhiteMagicJson.Readable.TagReport, r => Show(invocation.Output, r));
                return ExitCodes.Done;
            },
        };
    }

    private static void Show(Reporter output, TagReport report)
    {
        var table = new TextTable("Tag", "Memories", "Used in") { Numbers = new HashSet<int> { 1 }, Flexible = new HashSet<int> { 0 } };
        foreach (TagCount tag in report.Tags)
        {
            string kinds = string.Join(", ", tag.UsedIn.Select(kind => Choices.NameOf(Choices.Kinds, kind)));
            table.Add(tag.Tag, tag.Count.ToString(CultureInfo.InvariantCulture), kinds);
        }

        output.Table(table);
        Limits.NoteOmitted(output, report.Omitted);
        output.Note(report.TotalUniqueTags == 0 ? "no tags yet" : $"{CountText.Of(report.TotalUniqueTags, "tag")} on {CountText.Memories(report.TotalMemoriesWithTags)}");
    }
}
