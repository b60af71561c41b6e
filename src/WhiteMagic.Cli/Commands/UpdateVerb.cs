using System.CommandLine;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm update</c>.</summary>
internal static class UpdateVerb
{
    public static Verb Create()
    {
        var name = new Argument<string>("FILENAME") { Description = "The memory's name" };
        var title = new Option<string?>("--title") { Description = "A new title", HelpName = "TITLE" };
        var content = new Option<string?>("--content", "-c") { Description = "A new text; - reads standard input", HelpName = "TEXT" };
        var file = new Option<string?>("--content-file", "-f") { Description = "A file with the new text; - reads standard input", HelpName = "FILE" };
        var append = new Option<string?>("--append", "-a") { Description = "Text to add at the end; - reads standard input", HelpName = "TEXT" };
        var tags = new Option<string[]>("--tag", "--tags", "-T") { Description = "Tags in place of the present ones", HelpName = "TAG" };
        var add = new Option<string[]>("--add-tag") { Description = "A tag to add", HelpName = "TAG" };
        var remove = new Option<string[]>("--remove-tag") { Description = "A tag to remove", HelpName = "TAG" };
        var version = new Option<string?>("--expected-version") { Description = "Change nothing unless the memory has this version", HelpName = "VERSION" };
        return new Verb("update", "Change parts of a memory; the rest of its file stays as it is")
        {
            Arguments = { name },
            Options = { title, content, file, append, tags, add, remove, version },
            Aliases = { "edit" },
            Examples =
            [
                ("wm update 20261123_101500_why_we_chose_sqlite --append \"Still true in 2027.\"", "add a line"),
                ("wm update 20261123_101500_why_we_chose_sqlite --add-tag proven --remove-tag draft", "change its tags"),
            ],
            Handler = async (invocation, cancellationToken) =>
            {
                var patch = new MemoryPatch
                {
                    Title = invocation.Get(title),
                    Content = await ContentText.ReadAsync(invocation, (invocation.Get(content), invocation.Get(file)), orInput: false, cancellationToken).ConfigureAwait(false),
                    Append = await ContentText.ReadAsync(invocation, (invocation.Get(append), null), orInput: false, cancellationToken).ConfigureAwait(false),
                    Tags = TagText.Split(invocation.Get(tags)),
                    AddTags = TagText.Split(invocation.Get(add)),
                    RemoveTags = TagText.Split(invocation.Get(remove)),
                    ExpectedVersion = invocation.Get(version),
                };
                if (patch with { ExpectedVersion = null } == new MemoryPatch())
                {
                    throw new UsageException("nothing to change: give --title, --content, --content-file, --append, --tag, --add-tag or --remove-tag");
                }

                UpdateReceipt receipt = await invocation.InSpaceAsync(space => space.UpdateAsync(MemoryId.Parse(invocation.Get(name)), patch, cancellationToken), cancellationToken).ConfigureAwait(false);
                invocation.Output.Write(receipt, WhiteMagicJson.Readable.UpdateReceipt, r =>
                    invocation.Output.Done(r.Changed.Count == 0 ? "unchanged" : $"updated {string.Join(", ", r.Changed)} of", r.Filename.Value));
                return ExitCodes.Done;
            },
        };
    }
}
