namespace WhiteMagic.Cli.Demo;

/// <summary>The temporary folder of one demo, gone when the demo is over however it ends.</summary>
internal sealed class DemoFolder(bool keep) : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("wm-demo-").FullName;

    public bool Kept => keep;

    /// <summary>Stands in for the person's home folder, so that no setting of theirs changes what is shown.</summary>
    public string Home => Path.Join(Root, "home");

    public string Notes => Path.Join(Root, "notes");

    public string Store => Path.Join(Root, "store");

    public string Memories => Path.Join(Store, "memory");

    public string ShortTerm(string filename) => Path.Join(Memories, "short_term", filename);

    public string Archived(string filename) => Path.Join(Memories, "archive", filename);

    public void Dispose()
    {
        if (!keep)
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
