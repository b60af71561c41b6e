using WhiteMagic.Cli.Output;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm cache clear</c>.</summary>
internal static class CacheVerb
{
    public static Verb Create() => new("cache", "Empty what is held in memory of files read")
    {
        Group = VerbGroup.Care,
        Subcommands =
        {
            new Verb("clear", "Read files anew from the next operation on")
            {
                Examples = [("wm cache clear", "needed only when a file system hides changes")],
                Handler = async (invocation, cancellationToken) =>
                {
                    CacheReceipt receipt = await invocation.InSpaceAsync(space => space.ClearCacheAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
                    invocation.Output.Write(receipt, WhiteMagicJson.Readable.CacheReceipt, r => invocation.Output.Line($"{CountText.Memories(r.Cleared)} {(r.Cleared == 1 ? "was" : "were")} held"));
                    return ExitCodes.Done;
                },
            },
        },
    };
}
