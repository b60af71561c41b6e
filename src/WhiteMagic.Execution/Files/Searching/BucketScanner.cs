using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Looks up sixteen or thirty-two places at a time whether three bytes there may begin one of several texts.</summary>
/// <remarks>The processor's own look-up is named, because the portable one is not compiled to it ahead of time.</remarks>
internal sealed class BucketScanner(IReadOnlyList<byte[]> low, IReadOnlyList<byte[]> high)
{
    private const int Narrow = 16;
    private const int Wide = 32;
    private const int Bytes = NeedleSet.MostPrint;

    private readonly Vector128<byte> _low0 = Vector128.Create(low[0]);
    private readonly Vector128<byte> _low1 = Vector128.Create(low[1]);
    private readonly Vector128<byte> _low2 = Vector128.Create(low[2]);
    private readonly Vector128<byte> _high0 = Vector128.Create(high[0]);
    private readonly Vector128<byte> _high1 = Vector128.Create(high[1]);
    private readonly Vector128<byte> _high2 = Vector128.Create(high[2]);

    /// <summary>How many places are looked at together.</summary>
    public int Step { get; } = Avx2.IsSupported ? Wide : Ssse3.IsSupported || AdvSimd.Arm64.IsSupported ? Narrow : int.MaxValue;

    /// <summary>Finds the next places that fit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin; where the places found begin, or where too little is left to look at so many together.</param>
    /// <param name="places">A bit for each place that fits.</param>
    public bool TryFind(ReadOnlySpan<byte> text, ref int from, out uint places)
    {
        int last = text.Length - Step - Bytes + 1;
        places = 0;
        return from <= last && (Avx2.IsSupported ? FindWide(text, last, ref from, out places) : FindNarrow(text, last, ref from, out places));
    }

    private bool FindWide(ReadOnlySpan<byte> text, int last, ref int from, out uint places)
    {
        (Vector256<byte> low0, Vector256<byte> high0) = (Vector256.Create(_low0, _low0), Vector256.Create(_high0, _high0));
        (Vector256<byte> low1, Vector256<byte> high1) = (Vector256.Create(_low1, _low1), Vector256.Create(_high1, _high1));
        (Vector256<byte> low2, Vector256<byte> high2) = (Vector256.Create(_low2, _low2), Vector256.Create(_high2, _high2));
        ref byte start = ref MemoryMarshal.GetReference(text);
        for (int place = from; place <= last; place += Wide)
        {
            Vector256<byte> fits = LookUp(Vector256.LoadUnsafe(ref start, (nuint)place), low0, high0)
                & LookUp(Vector256.LoadUnsafe(ref start, (nuint)place + 1), low1, high1)
                & LookUp(Vector256.LoadUnsafe(ref start, (nuint)place + 2), low2, high2);
            if (fits != Vector256<byte>.Zero)
            {
                (from, places) = (place, ~Vector256.Equals(fits, Vector256<byte>.Zero).ExtractMostSignificantBits());
                return true;
            }

            from = place + Wide;
        }

        places = 0;
        return false;
    }

    private bool FindNarrow(ReadOnlySpan<byte> text, int last, ref int from, out uint places)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        for (; from <= last; from += Narrow)
        {
            Vector128<byte> fits = LookUp(Vector128.LoadUnsafe(ref start, (nuint)from), _low0, _high0)
                & LookUp(Vector128.LoadUnsafe(ref start, (nuint)from + 1), _low1, _high1)
                & LookUp(Vector128.LoadUnsafe(ref start, (nuint)from + 2), _low2, _high2);
            if (fits != Vector128<byte>.Zero)
            {
                places = ~Vector128.Equals(fits, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
                return true;
            }
        }

        places = 0;
        return false;
    }

    private static Vector256<byte> LookUp(Vector256<byte> bytes, Vector256<byte> low, Vector256<byte> high)
    {
        var half = Vector256.Create((byte)0xF);
        return Avx2.Shuffle(low, bytes & half) & Avx2.Shuffle(high, Avx2.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & half);
    }

    private static Vector128<byte> LookUp(Vector128<byte> bytes, Vector128<byte> low, Vector128<byte> high)
    {
        var half = Vector128.Create((byte)0xF);
        (Vector128<byte> lower, Vector128<byte> upper) = (bytes & half, (bytes >>> 4) & half);
        return Ssse3.IsSupported
            ? Ssse3.Shuffle(low, lower) & Ssse3.Shuffle(high, upper)
            : AdvSimd.Arm64.VectorTableLookup(low, lower) & AdvSimd.Arm64.VectorTableLookup(high, upper);
    }
}
