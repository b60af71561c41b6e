namespace System.Threading;

/// <summary>Stands in for the volatile operations.</summary>
internal static class Volatile
{
    public static T Read<T>(ref readonly T location)
    {
        Exploration.Point("before a volatile read");
        var value = location;
        Exploration.Point("after a volatile read");
        return value;
    }

    public static void Write<T>(ref T location, T value)
    {
        Exploration.Point("before a volatile write");
        location = value;
        Exploration.Point("after a volatile write");
    }
}
