namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm files</c>.</summary>
internal static class FilesVerb
{
    public static Verb Create() => new("files", "Read and search the files of any folder; no store is needed")
    {
        Group = VerbGroup.Find,
        Subcommands = { FilesReadVerb.Create(), FilesSearchVerb.Create() },
    };
}
