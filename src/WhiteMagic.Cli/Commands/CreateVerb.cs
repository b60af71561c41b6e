using System.CommandLine;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm create</c>.</summary>
internal static class CreateVerb
{
    public static Verb Create()
    {
        var title = new Argument<string>("TITLE") { Description = "What the memory is called" };
        var content = new Option<string?>("--content", "-c") { Description = "Its text, Markdown; - reads standard input", HelpName = "TEXT" };
        var file = new Option<string?>("--content-file", "-f") { Description = "A file with its text; - reads standard input", HelpName = "FILE" };
        Option<MemoryKind?> type = Choices.Option(Choices.Kinds, "How long it is meant to be of use (default: short_term)", "--type", "-t");
        var tags = new Option<string[]>("--tag", "--tags", "-T") { Description = "A tag, or several with commas; may be repeated", HelpName = "TAG" };
        var key = new Option<string?>("--idempotency-key") { Description = "A name for this request: sent again, it gives the same memory", HelpName = "KEY" };
        return new Verb("create", "Write a new memory")
        {
            Arguments = { title },
            Options = { content, file, type, tags, key },
            Aliases = { "add", "new" },
            Examples =
            [
                ("wm create \"Why we chose SQLite\" -c \"One file, no server.\" --tag decision", "write one line"),
                ("wm create \"Meeting notes\" < notes.md", "take the text from a file or a pipe"),
            ],
            Handler = async (invocation, cancellationToken) =>
            {
                string text = await ContentText
                    .ReadAsync(invocation, (invocation.Get(content), invocation.Get(file)), orInput: true, cancellationToken)
                    .ConfigureAwait(false)
                    ?? throw new UsageException("the memory has no text: give --content TEXT or --content-file FILE, or pipe it in");
                var draft = new MemoryDraft
                {
                    Title = invocation.Get(title)!,
                    Content = text,
                    Type = invocation.Get(type) ?? MemoryKind.ShortTerm,
                    Tags = TagText.Split(invocation.Get(tags)) ?? [],
                    IdempotencyKey = invocation.Get(key),
                };
                MemoryReceipt receipt = await invocation.InSpaceAsync(space => space.CreateAsync(draft, cancellationToken), cancellationToken).ConfigureAwait(false);
                invocation.Output.Write(receipt, WhiteMagicJson.Readable.MemoryReceipt, r => invocation.Output.Done("created", r.Filename.Value));
                return ExitCodes.Done;
            },
        };
    }
}
