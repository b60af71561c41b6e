using System.CommandLine;
using WhiteMagic.Cli.Import;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm import markdown</c> and <c>wm import obsidian</c>.</summary>
internal static class ImportMarkdownVerb
{
    public static Verb Create(string name, string description, bool titleIsFileName)
    {
        var path = new Argument<string>("PATH") { Description = "The folder, or one file" };
        Option<MemoryKind?> type = Choices.Option(Choices.Kinds, "What the notes become (default: long_term)", "--type", "-t");
        var tags = new Option<string[]>("--tag", "--tags", "-T") { Description = "A tag to give to every note", HelpName = "TAG" };
        var inline = new Option<bool>("--inline-tags") { Description = "Take #tags in the text as tags too" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be imported" };
        return new Verb(name, description)
        {
            Arguments = { path },
            Options = { type, tags, inline, dryRun },
            Examples =
            [
                ($"wm import {name} ~/Notes --dry-run", "see what it would bring"),
                ($"wm import {name} ~/Notes --inline-tags", "bring it; doing it again brings only what is new"),
            ],
            Handler = async (invocation, cancellationToken) =>
            {
                var folder = new MarkdownFolder(invocation.FullPath(invocation.Get(path)!))
                {
                    TitleIsFileName = titleIsFileName,
                    WithInlineTags = invocation.Get(inline),
                    Kind = invocation.Get(type) ?? MemoryKind.LongTerm,
                    Tags = TagText.Split(invocation.Get(tags)) ?? [],
                    Workers = invocation.Store.Workers.IoWorkers,
                };
                return await ImportRun.RunAsync(
                    invocation, progress => folder.ReadAsync(progress, cancellationToken), invocation.Get(dryRun), cancellationToken).ConfigureAwait(false);
            },
        };
    }
}
