using System.Text;

namespace WhiteMagic.Execution.Files.Walking;

/// <summary>One pattern of a <c>.gitignore</c> file, on names in UTF-8.</summary>
internal sealed class Glob
{
    private static readonly byte[] AnyFolders = "**"u8.ToArray();

    private readonly byte[][] _segments;
    private readonly byte[]? _plain;
    private readonly byte[]? _suffix;
    private readonly bool _ofName;

    private Glob(byte[] pattern, bool isNegated, bool isFolderOnly)
    {
        (IsNegated, IsFolderOnly) = (isNegated, isFolderOnly);
        _ofName = !pattern.Contains((byte)'/');
        ReadOnlySpan<byte> rest = pattern is [(byte)'/', ..] ? pattern.AsSpan(1) : pattern;
        _segments = Split(rest);
        _plain = IsPlain(rest) ? rest.ToArray() : null;
        _suffix = _ofName && rest is [(byte)'*', _, ..] && IsPlain(rest[1..]) ? rest[1..].ToArray() : null;
    }

    /// <summary>Whether it takes back what patterns before it leave out.</summary>
    public bool IsNegated { get; }

    public bool IsFolderOnly { get; }

    /// <summary>Reads a line of an ignore file; null when it says nothing.</summary>
    public static Glob? Parse(ReadOnlySpan<byte> line)
    {
        line = WithoutTrailingSpaces(line.TrimEnd((byte)'\r'));
        if (line.IsEmpty || line[0] == '#')
        {
            return null;
        }

        bool isNegated = line[0] == '!';
        line = isNegated ? line[1..] : line;
        bool isFolderOnly = line.EndsWith("/"u8);
        line = isFolderOnly ? line[..^1] : line;
        return line.IsEmpty ? null : new Glob(line.ToArray(), isNegated, isFolderOnly);
    }

    public static Glob? Parse(string line) => Parse(Encoding.UTF8.GetBytes(line));

    /// <summary>Whether it matches a path relative to the folder of the pattern; its last part is the name.</summary>
    public bool Matches(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, bool isFolder)
    {
        if (IsFolderOnly && !isFolder)
        {
            return false;
        }

        ReadOnlySpan<byte> subject = _ofName ? name : path;
        return _plain is not null ? subject.SequenceEqual(_plain)
            : _suffix is not null ? subject.EndsWith(_suffix)
            : _ofName ? Wildcard.Matches(_segments[0], name)
            : MatchesPath(path);
    }

    // Going back to the last ** alone suffices, as with * in a name, so the time stays a product of the lengths.
    private bool MatchesPath(ReadOnlySpan<byte> path)
    {
        int segment = 0;
        int start = 0;
        (int Segment, int Start) back = (-1, 0);
        while (start <= path.Length)
        {
            if (segment < _segments.Length && ReferenceEquals(_segments[segment], AnyFolders))
            {
                if (segment == _segments.Length - 1)
                {
                    return start < path.Length;
                }

                back = (++segment, start);
                continue;
            }

            int end = EndOfPart(path, start);
            if (segment < _segments.Length && start < path.Length && Wildcard.Matches(_segments[segment], path[start..end]))
            {
                (segment, start) = (segment + 1, end + 1);
            }
            else if (back.Segment >= 0 && back.Start < path.Length)
            {
                back.Start = EndOfPart(path, back.Start) + 1;
                (segment, start) = back;
            }
            else
            {
                break;
            }
        }

        return segment == _segments.Length && start > path.Length;
    }

    private static int EndOfPart(ReadOnlySpan<byte> path, int start) =>
        path[start..].IndexOf((byte)'/') is var slash and >= 0 ? start + slash : path.Length;

    private static byte[][] Split(ReadOnlySpan<byte> pattern)
    {
        List<byte[]> segments = [];
        foreach (Range part in pattern.Split((byte)'/'))
        {
            ReadOnlySpan<byte> segment = pattern[part];
            bool repeats = segments.Count > 0 && ReferenceEquals(segments[^1], AnyFolders);
            if (!segment.SequenceEqual(AnyFolders))
            {
                segments.Add(segment.ToArray());
            }
            else if (!repeats)
            {
                segments.Add(AnyFolders);
            }
        }

        return [.. segments];
    }

    private static bool IsPlain(ReadOnlySpan<byte> text) => !text.ContainsAny("*?[\\"u8);

    private static ReadOnlySpan<byte> WithoutTrailingSpaces(ReadOnlySpan<byte> line)
    {
        while (line.EndsWith(" "u8) && !line.EndsWith("\\ "u8))
        {
            line = line[..^1];
        }

        return line;
    }
}
