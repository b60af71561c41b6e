namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Opens, reads and closes by a system call each.</summary>
internal sealed class LinuxSearchFile : SearchFile
{
    private int _file = -1;
    private bool _isMadeUp;

    public override void Open(ReadOnlySpan<byte> path, bool followsLink, bool isMadeUp)
    {
        _isMadeUp = isMadeUp;
        int file = LinuxFile.Open(path, followsLink ? 0 : LinuxFile.NoLinks);
        _file = file >= 0 ? file : throw Failures.OfSystem("", -file);
    }

    public override int Read(Span<byte> target)
    {
        int length = 0;
        int count;
        do
        {
            count = LinuxFile.Read(_file, target[length..]);
            length += count >= 0 ? count : throw Failures.OfSystem("", -count);
        }
        while (IsCutShort(count, target.Length - length));
        return length;
    }

    public override long Measure() => LinuxFile.Describe(_file, out LinuxFileKind kind, out long size) switch
    {
        < 0 and var error => throw Failures.OfSystem("", -error),
        _ when kind != LinuxFileKind.File => throw Failures.NotAFile(""),
        _ => size,
    };

    public override void Close() => LinuxFile.Close(_file);

    // One read gives at most 2 GiB, and some file systems give less of a large file than was asked for.
    private bool IsCutShort(int count, int left) => left > 0 && count >= (_isMadeUp ? 1 : 128 << 10);
}
