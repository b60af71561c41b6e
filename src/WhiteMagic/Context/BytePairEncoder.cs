namespace WhiteMagic.Context;

/// <summary>Merges bytes into tokens, lowest rank first and leftmost among equals, in O(n log n).</summary>
internal sealed class BytePairEncoder
{
    // Among so few pairs, looking at each for the lowest is sooner done than keeping a heap.
    private const int Few = 24;

    private byte[] _lengthFromStart = [];
    private byte[] _lengthToEnd = [];
    private ulong[] _heap = [];
    private int _heapSize;

    /// <summary>Encodes the bytes and answers how many tokens they make; <see cref="LengthAt"/> reads them.</summary>
    public int Encode(ReadOnlySpan<byte> bytes)
    {
        Reset(bytes.Length);
        return bytes.Length <= Few ? EncodeFew(bytes) : EncodeMany(bytes);
    }

    /// <summary>Answers the length of the token that starts at this byte of what was encoded last.</summary>
    public int LengthAt(int start) => _lengthFromStart[start];

    private int EncodeFew(ReadOnlySpan<byte> bytes)
    {
        Span<byte> starts = stackalloc byte[Few + 1];
        Span<int> ranks = stackalloc int[Few];
        var tokens = bytes.Length;
        for (var i = 0; i <= tokens; i++)
        {
            starts[i] = (byte)i;
        }

        for (var i = 0; i + 1 < tokens; i++)
        {
            ranks[i] = O200kVocabulary.Rank(bytes.Slice(i, 2));
        }

        while (tokens > 1 && Lowest(ranks[..(tokens - 1)]) is var left && ranks[left] != O200kVocabulary.NoRank)
        {
            starts[(left + 2)..(tokens + 1)].CopyTo(starts[(left + 1)..]);
            ranks[(left + 1)..(tokens - 1)].CopyTo(ranks[left..]);
            tokens--;
            if (left < tokens - 1)
            {
                ranks[left] = O200kVocabulary.Rank(bytes[starts[left]..starts[left + 2]]);
            }

            if (left > 0)
            {
                ranks[left - 1] = O200kVocabulary.Rank(bytes[starts[left - 1]..starts[left + 1]]);
            }
        }

        for (var i = 0; i < tokens; i++)
        {
            _lengthFromStart[starts[i]] = (byte)(starts[i + 1] - starts[i]);
        }

        return tokens;
    }

    private static int Lowest(ReadOnlySpan<int> ranks)
    {
        var lowest = 0;
        for (var i = 1; i < ranks.Length; i++)
        {
            lowest = ranks[i] < ranks[lowest] ? i : lowest;
        }

        return lowest;
    }

    private int EncodeMany(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i + 1 < bytes.Length; i++)
        {
            PushPair(bytes, i, 1, 1);
        }

        var tokens = bytes.Length;
        while (_heapSize > 0)
        {
            var pair = Pop();
            var start = (int)(uint)(pair >> 8);
            var left = _lengthFromStart[start];
            var next = start + left;
            if (left == 0 || next == bytes.Length || left + _lengthFromStart[next] != (int)(byte)pair)
            {
                continue;
            }

            Merge(bytes, start, left, _lengthFromStart[next]);
            tokens--;
        }

        return tokens;
    }

    private void Reset(int length)
    {
        if (_lengthFromStart.Length < length)
        {
            _lengthFromStart = new byte[Math.Max(length, 64)];
            _lengthToEnd = new byte[_lengthFromStart.Length];
            // Each merge takes one pair out and puts two in at most, so twice the bytes is enough.
            _heap = new ulong[_lengthFromStart.Length * 2];
        }

        _lengthFromStart.AsSpan(0, length).Fill(1);
        _lengthToEnd.AsSpan(0, length).Fill(1);
        _heapSize = 0;
    }

    private void Merge(ReadOnlySpan<byte> bytes, int start, int left, int right)
    {
        var length = left + right;
        _lengthFromStart[start + left] = 0;
        _lengthFromStart[start] = (byte)length;
        _lengthToEnd[start + length - 1] = (byte)length;
        if (start > 0)
        {
            var before = _lengthToEnd[start - 1];
            PushPair(bytes, start - before, before, length);
        }

        var after = start + length;
        if (after < bytes.Length)
        {
            PushPair(bytes, start, length, _lengthFromStart[after]);
        }
    }

    private void PushPair(ReadOnlySpan<byte> bytes, int start, int left, int right)
    {
        var rank = O200kVocabulary.Rank(bytes.Slice(start, left + right));
        if (rank != O200kVocabulary.NoRank)
        {
            Push((ulong)rank << 40 | (ulong)start << 8 | (byte)(left + right));
        }
    }

    private void Push(ulong pair)
    {
        var i = _heapSize++;
        while (i > 0 && _heap[(i - 1) / 2] > pair)
        {
            _heap[i] = _heap[(i - 1) / 2];
            i = (i - 1) / 2;
        }

        _heap[i] = pair;
    }

    private ulong Pop()
    {
        var top = _heap[0];
        var last = _heap[--_heapSize];
        var i = 0;
        while (i * 2 + 1 < _heapSize)
        {
            var child = i * 2 + 1;
            if (child + 1 < _heapSize && _heap[child + 1] < _heap[child])
            {
                child++;
            }

            if (_heap[child] >= last)
            {
                break;
            }

            _heap[i] = _heap[child];
            i = child;
        }

        _heap[i] = last;
        return top;
    }
}
