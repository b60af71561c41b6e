using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Tests.Journal;

/// <summary>A disk in memory that loses, at a power loss, whatever was not flushed: any of it, in any combination.</summary>
internal sealed class SimulatedDisk : IFileOperations
{
    private readonly Dictionary<string, Node> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> _durable = new(StringComparer.Ordinal);
    private readonly List<Change> _unflushed = [];
    private long _clock;

    internal IReadOnlyDictionary<string, byte[]> Files => _seen.ToDictionary(f => f.Key, f => f.Value.Content);

    public void WriteNew(string path, ReadOnlySpan<byte> content, bool flush)
    {
        if (_seen.ContainsKey(path))
        {
            throw new FileOperationException(FileFailure.Taken, path, "file exists");
        }

        Do(new Change(null, path, new Node(content.ToArray(), ++_clock, flush)));
    }

    public void Append(string path, ReadOnlySpan<byte> content, bool flush) =>
        Do(new Change(null, path, new Node([.. Read(path)?.Bytes ?? [], .. content], ++_clock, flush)));

    public bool TryMove(string from, string to)
    {
        if (_seen.ContainsKey(to))
        {
            return false;
        }

        MoveOver(from, to);
        return true;
    }

    public void MoveOver(string from, string to) => Do(new Change(from, to, _seen.TryGetValue(from, out var node)
        ? node
        : throw new FileOperationException(FileFailure.Missing, from, "no such file")));

    public bool Delete(string path)
    {
        var exists = _seen.ContainsKey(path);
        if (exists)
        {
            Do(new Change(path, null, null));
        }

        return exists;
    }

    public void FlushDirectory(string folder)
    {
        foreach (var change in _unflushed.Where(change => change.Touches(folder)).ToArray())
        {
            change.ApplyTo(_durable);
            _ = _unflushed.Remove(change);
        }
    }

    public void CreateDirectory(string folder)
    {
    }

    public FileContent? Read(string path) =>
        _seen.TryGetValue(path, out var node) ? new FileContent(node.Content, node.Stamp) : null;

    public FileStamp? Stat(string path) => _seen.TryGetValue(path, out var node) ? node.Stamp : null;

    public IReadOnlyList<string> List(string folder) =>
        [.. _seen.Keys.Where(path => Path.GetDirectoryName(path) == folder).Select(path => Path.GetFileName(path))];

    internal SimulatedDisk Copy()
    {
        var copy = new SimulatedDisk { _clock = _clock };
        copy._unflushed.AddRange(_unflushed);
        foreach (var (path, node) in _seen)
        {
            copy._seen[path] = node;
        }

        foreach (var (path, node) in _durable)
        {
            copy._durable[path] = node;
        }

        return copy;
    }

    /// <summary>Gives the disk as it is after the power came back.</summary>
    internal SimulatedDisk LosePower(Random chance)
    {
        var after = new SimulatedDisk { _clock = _clock };
        var left = new Dictionary<string, Node>(_durable, StringComparer.Ordinal);
        foreach (var change in _unflushed.Where(_ => chance.Next(2) == 0))
        {
            change.ApplyTo(left);
        }

        foreach (var (path, node) in left)
        {
            after._seen[path] = after._durable[path] = node.Flushed || chance.Next(2) == 0 ? node : node.Torn();
        }

        return after;
    }

    private void Do(Change change)
    {
        change.ApplyTo(_seen);
        _unflushed.Add(change);
    }

    private sealed record Node(byte[] Content, long Id, bool Flushed)
    {
        internal FileStamp Stamp => new(Id, Id, Content.Length, Id);

        internal Node Torn() => this with { Content = Content[..(Content.Length / 2)], Flushed = true };
    }

    private sealed record Change(string? From, string? To, Node? Node)
    {
        internal bool Touches(string folder) =>
            (From is not null && Path.GetDirectoryName(From) == folder)
            || (To is not null && Path.GetDirectoryName(To) == folder);

        internal void ApplyTo(Dictionary<string, Node> files)
        {
            if (From is not null)
            {
                _ = files.Remove(From);
            }

            if (To is not null)
            {
                files[To] = Node!;
            }
        }
    }
}
