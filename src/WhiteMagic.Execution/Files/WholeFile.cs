namespace WhiteMagic.Execution.Files;

/// <summary>Reads an open file to its end, however little it gives at once and whatever size it claims.</summary>
internal static class WholeFile
{
    /// <summary>With less room than this the next slab is begun; nearly every text fits.</summary>
    public const int LeastRoom = 64 << 10;

    /// <summary>Reads what is left of a file.</summary>
    /// <param name="path">Names it in errors.</param>
    /// <param name="read">Reads from it.</param>
    /// <param name="begun">How many of its bytes stand in the buffer's rest already.</param>
    /// <param name="size">What it says that it holds; 0 where it does not know.</param>
    /// <param name="buffer">Takes it, unless it is large.</param>
    /// <param name="maxBytes">The most that it may hold.</param>
    public static ReadOnlyMemory<byte> Read(string path, PartReader read, int begun, long size, SlabBuffer buffer, int maxBytes)
    {
        ThrowIfAbove(maxBytes, size, path);
        Span<byte> rest = buffer.Rest(LeastRoom);
        int length = begun;
        if (size < rest.Length)
        {
            bool hasEnded = ReadOn(read, rest, ref length, size);
            ThrowIfAbove(maxBytes, length, path);
            if (hasEnded)
            {
                return buffer.Keep(length);
            }
        }

        byte[] whole = GC.AllocateUninitializedArray<byte>((int)Math.Max(size, length) + 1);
        rest[..length].CopyTo(whole);
        while (!ReadOn(read, whole, ref length, size))
        {
            ThrowIfAbove(maxBytes, length, path);
            Array.Resize(ref whole, (int)Math.Min(Math.Max(whole.Length * 2L, LeastRoom), maxBytes + 1L));
        }

        ThrowIfAbove(maxBytes, length, path);
        return whole.AsMemory(0, length);
    }

    // Until the target is full or, and then it is true, the file has ended: files of the kernel's own making claim to hold nothing.
    private static bool ReadOn(PartReader read, Span<byte> target, ref int length, long size)
    {
        while (length < target.Length)
        {
            int count = length == size && size > 0 ? 0 : read(target[length..], length);
            if (count == 0)
            {
                return true;
            }

            length += count;
        }

        return false;
    }

    private static void ThrowIfAbove(int maxBytes, long size, string path)
    {
        if (size > maxBytes)
        {
            throw Failures.TooLarge(path, size, maxBytes);
        }
    }
}
