using System.Text;

namespace WhiteMagic.Execution.Files.Walking;

/// <summary>A path that a walk begins at, as it is opened and as it was given; the folder that paths start from when none was.</summary>
internal sealed class WalkRoot
{
    private readonly string _base;
    private readonly string _given;

    public WalkRoot(string? given, string? baseFolder)
    {
        Given = given ?? ".";
        bool isOfBase = baseFolder is not null && given != "" && !Path.IsPathRooted(given);
        _base = isOfBase ? WithSlash(baseFolder!) : "";
        _given = (given ?? "").Replace(Path.DirectorySeparatorChar, '/');
        OpenPath = given is null ? isOfBase ? baseFolder! : "." : _base + given;
        ShownFrom = Encoding.UTF8.GetByteCount(_base);
    }

    public string Given { get; }

    /// <summary>The path that opens it.</summary>
    public string OpenPath { get; }

    /// <summary>How many bytes of an opened path the caller did not give.</summary>
    public int ShownFrom { get; }

    /// <summary>What stands before a name in the folder; nothing for the current folder.</summary>
    public byte[] FolderPrefix => Encoding.UTF8.GetBytes(_base + (_given.Length == 0 ? "" : WithSlash(_given)));

    /// <summary>What stands before the file's name.</summary>
    public byte[] FilePrefix => Encoding.UTF8.GetBytes(_base + _given[..NameStart]);

    public byte[] FileName => Encoding.UTF8.GetBytes(_given[NameStart..]);

    private int NameStart => _given.LastIndexOf('/') + 1;

    private static string WithSlash(string path) => path.EndsWith('/') ? path : path + "/";
}
