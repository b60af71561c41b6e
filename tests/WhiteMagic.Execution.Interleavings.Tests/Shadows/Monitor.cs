using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>Stands in for the monitor of any object, in the lock statement too.</summary>
internal static class Monitor
{
    private static readonly ConditionalWeakTable<object, MutualExclusion> Locks = [];

    public static void Enter(object obj) => Of(obj).Enter();

    public static void Enter(object obj, ref bool lockTaken)
    {
        Of(obj).Enter();
        lockTaken = true;
    }

    public static void Exit(object obj) => Of(obj).Exit();

    public static bool Wait(object obj)
    {
        Of(obj).Wait();
        return true;
    }

    public static void Pulse(object obj) => Of(obj).Pulse();

    public static void PulseAll(object obj) => Of(obj).PulseAll();

    private static MutualExclusion Of(object obj) => Locks.GetOrCreateValue(obj);
}
