using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage;

/// <summary>Where the files of one space lie.</summary>
internal sealed class SpaceFolders
{
    public SpaceFolders(string baseFolder, SpaceName space)
    {
        Base = Path.GetFullPath(baseFolder);
        string memory = Path.Combine(Base, "memory");
        string state = Path.Combine(Base, ".whitemagic");
        bool isDefault = space == SpaceName.Default;
        Root = isDefault ? memory : Path.Combine(memory, "spaces", space.Value);
        State = isDefault ? state : Path.Combine(state, "spaces", space.Value);
        Records = [.. Enum.GetValues<MemoryFolder>().Select(folder => Path.Combine(Root, RecordKey.FolderName(folder)))];
    }

    /// <summary>The store's base folder.</summary>
    public string Base { get; }

    /// <summary>The folder of the space's three folders of records.</summary>
    public string Root { get; }

    /// <summary>The folder of what the space keeps beside its records.</summary>
    public string State { get; }

    /// <summary>The folders of records, in the order of <see cref="MemoryFolder"/>.</summary>
    public string[] Records { get; }

    /// <summary>Whether anyone made the space; one of the two may have been deleted since, which only empties it.</summary>
    public bool Exist => Directory.Exists(Root) || Directory.Exists(State);

    public string Index => Path.Combine(State, "index.db");

    public string WriteLock => Path.Combine(State, "write.lock");

    /// <summary>Where those who create records stand in line, but for the files' endings.</summary>
    public string Creating => Path.Combine(State, "create");

    public string Metrics => Path.Combine(State, "metrics");

    /// <summary>What the Python WhiteMagic knew of the records that their files do not say.</summary>
    public string PythonMetadata => Path.Combine(Root, "metadata.json");

    public string PathOf(RecordKey key) => Path.Combine(Records[(int)key.Folder], key.Id.Value);
}
