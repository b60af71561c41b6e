using System.CommandLine;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm delete</c>.</summary>
internal static class DeleteVerb
{
    public static Verb Create()
    {
        var name = new Argument<string>("FILENAME") { Description = "The memory's name" };
        var permanent = new Option<bool>("--permanent") { Description = "Delete the file for good instead of archiving it" };
        Option<bool> yes = Confirmation.Option();
        return new Verb("delete", "Move a memory to the archive, or delete it for good")
        {
            Arguments = { name },
            Options = { permanent, yes },
            Aliases = { "rm", "archive" },
            Examples =
            [
                ("wm delete 20261123_101500_why_we_chose_sqlite", "archive it; wm restore brings it back"),
                ("wm delete 20261123_101500_why_we_chose_sqlite --permanent", "delete its file, after asking"),
            ],
            Handler = async (invocation, cancellationToken) =>
            {
                MemoryId id = MemoryId.Parse(invocation.Get(name));
                bool forGood = invocation.Get(permanent);
                if (forGood && !await Confirmation
                    .IsGivenAsync(invocation, yes, $"Delete {id} for good?", cancellationToken).ConfigureAwait(false))
                {
                    return Confirmation.Declined(invocation, "nothing was deleted");
                }

                DeleteReceipt receipt = await invocation.InSpaceAsync(space => space.DeleteAsync(id, forGood, cancellationToken), cancellationToken).ConfigureAwait(false);
                invocation.Output.Write(receipt, WhiteMagicJson.Readable.DeleteReceipt, r => invocation.Output.Done(r.Action, r.Filename.Value));
                return ExitCodes.Done;
            },
        };
    }
}
