using System.CommandLine;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm restore</c>.</summary>
internal static class RestoreVerb
{
    public static Verb Create()
    {
        var name = new Argument<string>("FILENAME") { Description = "The archived memory's name" };
        Option<MemoryKind?> type = Choices.Option(Choices.Kinds, "The kind it shall be (default: the one it had)", "--type", "-t");
        return new Verb("restore", "Bring a memory back from the archive")
        {
            Arguments = { name },
            Options = { type },
            Examples = [("wm restore 20261123_101500_why_we_chose_sqlite", "as the kind it had")],
            Handler = async (invocation, cancellationToken) =>
            {
                MemoryId id = MemoryId.Parse(invocation.Get(name));
                RestoreReceipt receipt = await invocation.InSpaceAsync(space => space.RestoreAsync(id, invocation.Get(type), cancellationToken), cancellationToken).ConfigureAwait(false);
                invocation.Output.Write(receipt, WhiteMagicJson.Readable.RestoreReceipt, r => invocation.Output.Done("restored", r.Filename.Value));
                return ExitCodes.Done;
            },
        };
    }
}
