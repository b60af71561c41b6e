namespace WhiteMagic.Execution.Files.Walking;

/// <summary>The names in a folder, packed one behind the other.</summary>
internal sealed class FolderListing
{
    private byte[] _names = new byte[1024];
    private int _length;

    /// <summary>Whether the system makes up what is in it.</summary>
    public bool IsMadeUp { get; set; }

    public List<NameSlot> Files { get; } = [];

    public List<NameSlot> Folders { get; } = [];

    /// <summary>Names of what is neither file, folder nor link.</summary>
    public List<NameSlot> Others { get; } = [];

    public ReadOnlySpan<byte> Name(NameSlot slot) => _names.AsSpan(slot.Offset, slot.Length);

    public NameSlot Add(ReadOnlySpan<byte> name)
    {
        if (_names.Length - _length < name.Length)
        {
            Array.Resize(ref _names, Math.Max(_names.Length * 2, _length + name.Length));
        }

        name.CopyTo(_names.AsSpan(_length));
        var slot = new NameSlot(_length, name.Length);
        _length += name.Length;
        return slot;
    }

    public void Add(ReadOnlySpan<byte> name, LinuxFileKind kind)
    {
        List<NameSlot>? list = kind switch
        {
            LinuxFileKind.File => Files,
            LinuxFileKind.Folder => Folders,
            LinuxFileKind.Link => null,
            _ => Others,
        };
        list?.Add(Add(name));
    }

    /// <summary>Leaves out what a rule refuses.</summary>
    public void Keep(NamePredicate isKept)
    {
        Files.RemoveAll(slot => !isKept(Name(slot), isFolder: false));
        Others.RemoveAll(slot => !isKept(Name(slot), isFolder: false));
        Folders.RemoveAll(slot => !isKept(Name(slot), isFolder: true));
    }

    public void Sort()
    {
        Files.Sort(Compare);
        Folders.Sort(Compare);
    }

    private int Compare(NameSlot left, NameSlot right) => Name(left).SequenceCompareTo(Name(right));
}
