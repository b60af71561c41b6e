using System.Diagnostics.CodeAnalysis;

namespace WhiteMagic.Memories;

/// <summary>Holds the records read last, up to a number of characters; a record that changed since is never given.</summary>
internal sealed class RecordCache(int maxCharacters)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RecordKey, LinkedListNode<MemoryEntry>> _entries = [];
    private readonly LinkedList<MemoryEntry> _recent = new();
    private long _characters;

    public bool TryGet(RecordKey key, RecordStamp stamp, [NotNullWhen(true)] out MemoryEntry? entry)
    {
        lock (_lock)
        {
            entry = null;
            if (!_entries.TryGetValue(key, out LinkedListNode<MemoryEntry>? node) || node.Value.Stamp != stamp)
            {
                return false;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            entry = node.Value;
            return true;
        }
    }

    public void Add(MemoryEntry entry)
    {
        if (entry.Content.Length > maxCharacters / 8)
        {
            return;
        }

        lock (_lock)
        {
            if (_entries.Remove(entry.Key, out LinkedListNode<MemoryEntry>? former))
            {
                Drop(former);
            }

            _entries[entry.Key] = _recent.AddFirst(entry);
            _characters += entry.Content.Length;
            while (_characters > maxCharacters && _recent.Last is { } oldest)
            {
                _entries.Remove(oldest.Value.Key);
                Drop(oldest);
            }
        }
    }

    public int Clear()
    {
        lock (_lock)
        {
            int count = _entries.Count;
            _entries.Clear();
            _recent.Clear();
            _characters = 0;
            return count;
        }
    }

    private void Drop(LinkedListNode<MemoryEntry> node)
    {
        _recent.Remove(node);
        _characters -= node.Value.Content.Length;
    }
}
