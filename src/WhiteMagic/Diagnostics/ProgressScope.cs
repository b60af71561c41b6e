namespace WhiteMagic.Diagnostics;

/// <summary>Says who is told how far operations are that take no listener of their own; it goes with the calls, also across awaits.</summary>
public static class ProgressScope
{
    private static readonly AsyncLocal<IProgress<WorkProgress>?> Listener = new();

    /// <summary>Who is told, if anyone.</summary>
    public static IProgress<WorkProgress>? Current => Listener.Value;

    /// <summary>Has a listener told of what is called until the scope is disposed of.</summary>
    public static IDisposable Begin(IProgress<WorkProgress>? listener)
    {
        var scope = new Scope(Listener.Value);
        Listener.Value = listener;
        return scope;
    }

    private sealed class Scope(IProgress<WorkProgress>? before) : IDisposable
    {
        public void Dispose() => Listener.Value = before;
    }
}
