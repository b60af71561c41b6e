using System.Text;

namespace WhiteMagic.Execution.Files;

/// <summary>Keeps the folder open that two files in a row were in, from which the next is found without walking the whole path.</summary>
internal sealed class LastFolder : IDisposable
{
    // A longer one is walked each time.
    private const int MaxPathBytes = 1024;

    private const int None = -1;

    private string _path = "";
    private int _length;
    private int _open = None;

    /// <summary>Whether the files of the folder that was entered last are on a disk, because one of them was.</summary>
    public bool IsTrusted { get; private set; }

    /// <summary>Gives where to look for a file, and at which place of its path its name from there begins.</summary>
    public (int Folder, int NameStart) Enter(string path)
    {
        int length = path.LastIndexOf('/') + 1;
        bool isSame = length > 0 && path.AsSpan(0, length).SequenceEqual(_path.AsSpan(0, _length));
        if (!isSame)
        {
            Leave();
            (_path, _length) = (path, length);
            return (LinuxFile.CurrentFolder, 0);
        }

        if (_open == None && length < path.Length)
        {
            _open = Open(path.AsSpan(0, length));
        }

        return _open == None || length == path.Length ? (LinuxFile.CurrentFolder, 0) : (_open, length);
    }

    /// <summary>Says that the folder's files are on a disk.</summary>
    public void Trust() => IsTrusted = true;

    /// <summary>Closes the folder, because its handle may be needed for a file.</summary>
    /// <returns>Whether it was open.</returns>
    public bool Forget()
    {
        bool wasOpen = _open != None;
        Leave();
        (_path, _length) = ("", 0);
        return wasOpen;
    }

    public void Dispose() => Leave();

    private static int Open(ReadOnlySpan<char> path)
    {
        Span<byte> bytes = stackalloc byte[MaxPathBytes];
        if (path.Contains('\0') || !Encoding.UTF8.TryGetBytes(path, bytes[..^1], out int length))
        {
            return None;
        }

        bytes[length] = 0;
        return Math.Max(None, LinuxFile.Open(LinuxFile.CurrentFolder, bytes, LinuxFile.Directory | LinuxFile.PathOnly));
    }

    private void Leave()
    {
        IsTrusted = false;
        if (_open != None)
        {
            LinuxFile.Close(_open);
            _open = None;
        }
    }
}
