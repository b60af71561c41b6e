using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Numbers the words of one memory in the order they first come; cleared and used again, it makes no garbage.</summary>
internal sealed class WordTable
{
    private readonly List<Word> _words = [];
    private char[] _texts = new char[4096];
    private int _length;
    private int[] _slots = new int[1024];

    public int Count => _words.Count;

    public ref Word this[int number] => ref CollectionsMarshal.AsSpan(_words)[number];

    public ReadOnlySpan<char> Text(int number) => _texts.AsSpan(this[number].Start, this[number].Length);

    public int NumberOf(ReadOnlySpan<char> text)
    {
        // Seeded by chance, so that no text can be made whose words all meet.
        int hash = string.GetHashCode(text, StringComparison.Ordinal);
        int slot = hash & (_slots.Length - 1);
        for (; _slots[slot] is var number and > 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (this[number - 1].Hash == hash && Text(number - 1).SequenceEqual(text))
            {
                return number - 1;
            }
        }

        if (_length + text.Length > _texts.Length)
        {
            Array.Resize(ref _texts, Math.Max(_texts.Length * 2, _length + text.Length));
        }

        text.CopyTo(_texts.AsSpan(_length));
        _words.Add(new Word { Hash = hash, Start = _length, Length = text.Length });
        _length += text.Length;
        _slots[slot] = _words.Count;
        if (_words.Count * 2 > _slots.Length)
        {
            Grow();
        }

        return _words.Count - 1;
    }

    public void Clear()
    {
        Array.Clear(_slots);
        _words.Clear();
        _length = 0;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (int number = 0; number < _words.Count; number++)
        {
            int slot = this[number].Hash & (_slots.Length - 1);
            while (_slots[slot] > 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = number + 1;
        }
    }
}
