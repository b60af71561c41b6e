namespace WhiteMagic.Storage.Tests.Files;

/// <summary>A folder of its own for one test, deleted afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal TemporaryFolder() => Root = Directory.CreateTempSubdirectory("whitemagic-").FullName;

    internal string Root { get; }

    internal string Folder(params string[] parts) =>
        Directory.CreateDirectory(Path.Combine([Root, .. parts])).FullName;

    internal string Write(string relative, string content)
    {
        var path = Path.Combine(Root, relative);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
