using System.Numerics;

namespace System.Threading;

/// <summary>Stands in for the atomic operations: one actor goes on at a time, so plain ones are.</summary>
internal static class Interlocked
{
    public static long Read(ref readonly long location)
    {
        Exploration.Point("before a read");
        return location;
    }

    public static int Increment(ref int location) => Add(ref location, 1);

    public static long Increment(ref long location) => Add(ref location, 1);

    public static int Decrement(ref int location) => Add(ref location, -1);

    public static T Add<T>(ref T location, T value)
        where T : INumber<T>
    {
        Exploration.Point("before an addition");
        var sum = location += value;
        Exploration.Point("after an addition");
        return sum;
    }

    public static void MemoryBarrier() => Exploration.Point("at a barrier");

    public static T Exchange<T>(ref T location, T value)
    {
        Exploration.Point("before an exchange");
        var old = location;
        location = value;
        Exploration.Point("after an exchange");
        return old;
    }

    public static int CompareExchange(ref int location, int value, int comparand)
    {
        Exploration.Point("before a comparison and exchange");
        var old = location;
        location = old == comparand ? value : old;
        Exploration.Point("after a comparison and exchange");
        return old;
    }

    public static T CompareExchange<T>(ref T location, T value, T comparand)
        where T : class?
    {
        Exploration.Point("before a comparison and exchange");
        var old = location;
        location = ReferenceEquals(old, comparand) ? value : old;
        Exploration.Point("after a comparison and exchange");
        return old;
    }
}
