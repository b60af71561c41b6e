using System.CommandLine;
using WhiteMagic.Graph;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm relate</c>.</summary>
internal static class RelateVerb
{
    public static Verb Create()
    {
        var source = new Argument<string>("SOURCE") { Description = "The memory that will hold the link" };
        var target = new Argument<string>("TARGET") { Description = "The memory it points at" };
        Option<RelationKind?> relation = Choices.Option(Choices.Relations, "What the target is to the source (default: relates_to)", "--relation", "-r");
        var description = new Option<string?>("--description", "-d") { Description = "Why, in your words", HelpName = "TEXT" };
        return new Verb("relate", "Link two memories")
        {
            Group = VerbGroup.Organise,
            Arguments = { source, target },
            Options = { relation, description },
            Aliases = { "link" },
            Examples = [("wm relate new_plan old_plan -r supersedes", "say that one replaces the other")],
            Handler = async (invocation, cancellationToken) =>
            {
                var draft = new RelationDraft
                {
                    Source = MemoryId.Parse(invocation.Get(source), "source"),
                    Target = MemoryId.Parse(invocation.Get(target), "target"),
                    Relation = invocation.Get(relation) ?? RelationKind.RelatesTo,
                    Description = invocation.Get(description),
                };
                RelationReceipt receipt = await invocation.InSpaceAsync(space => space.RelateAsync(draft, cancellationToken), cancellationToken).ConfigureAwait(false);
                invocation.Output.Write(receipt, WhiteMagicJson.Readable.RelationReceipt, r => invocation.Output.Line(
                    $"{r.Source} {Choices.NameOf(Choices.Relations, r.Relation)} {r.Target}{(r.Created ? "" : " (already)")}"));
                return ExitCodes.Done;
            },
        };
    }
}
