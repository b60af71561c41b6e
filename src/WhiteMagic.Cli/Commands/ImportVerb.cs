namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm import</c>.</summary>
internal static class ImportVerb
{
    public static Verb Create() => new("import", "Bring in notes: a folder of Markdown, an Obsidian vault, lines of JSON")
    {
        Group = VerbGroup.Move,
        Subcommands =
        {
            ImportMarkdownVerb.Create("markdown", "Bring in a folder of Markdown files, and the folders in it", titleIsFileName: false),
            ImportMarkdownVerb.Create("obsidian", "Bring in an Obsidian vault; notes keep their names and [[links]]", titleIsFileName: true),
            ImportJsonLinesVerb.Create(),
        },
    };
}
