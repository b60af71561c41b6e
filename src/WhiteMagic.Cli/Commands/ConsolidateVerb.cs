using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Consolidation;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm consolidate</c>.</summary>
internal static class ConsolidateVerb
{
    public static Verb Create()
    {
        var apply = new Option<bool>("--apply") { Description = "Do it; without this it only says what it would do" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done (the default)" };
        var age = new Option<int?>("--min-age-days") { Description = "Take memories unchanged for so many days (default: the setting consolidation.min_age_days)", HelpName = "DAYS" };
        var tags = new Option<string[]>("--promote-tag") { Description = "A tag that makes a memory long-term (default: the setting consolidation.promote_tags)", HelpName = "TAG" };
        Option<int?> tokens = Limits.MaxTokens();
        return new Verb("consolidate", "Turn old short-term memories into long-term ones")
        {
            Group = VerbGroup.Organise,
            Options = { apply, dryRun, age, tags, tokens },
            Examples = [("wm consolidate", "say what would be done"), ("wm consolidate --apply", "do it; the originals go to the archive")],
            Handler = async (invocation, cancellationToken) =>
            {
                if (invocation.Get(apply) && invocation.Get(dryRun))
                {
                    throw new UsageException("give --apply or --dry-run, not both");
                }

                var request = new ConsolidationRequest
                {
                    DryRun = !invocation.Get(apply),
                    MinAgeDays = invocation.Get(age) ?? invocation.Store.MinAgeDays,
                    AutoPromoteTags = TagText.Split(invocation.Get(tags)) ?? invocation.Store.PromoteTags,
                };
                ConsolidationReport report = (await ProgressView.RunAsync(invocation.Output, "consolidating", async progress =>
                {
                    var space = await invocation.OpenSpaceAsync(cancellationToken).ConfigureAwait(false);
                    return await space.ConsolidateAsync(request, progress, cancellationToken).ConfigureAwait(false);
                }).ConfigureAwait(false)).Within(invocation.Get(tokens));
                invocation.Output.Write(report, WhiteMagicJson.Readable.ConsolidationReport, r => ConsolidationText.Write(invocation.Output, r));
                return ExitCodes.Done;
            },
        };
    }
}
