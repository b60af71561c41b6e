using System.Globalization;

namespace WhiteMagic.Memories;

/// <summary>Says that another writer kept the store locked for longer than the caller would wait.</summary>
public sealed class StoreLockedException : WhiteMagicException
{
    /// <summary>Creates the error for the process that holds the lock.</summary>
    /// <param name="processId">The holder's process id, where it is known.</param>
    /// <param name="waited">How long the caller waited.</param>
    public StoreLockedException(int? processId, TimeSpan waited) : base(Describe(processId, waited)) =>
        ProcessId = processId;

    /// <summary>The process that holds the lock, where it is known.</summary>
    public int? ProcessId { get; }

    private static string Describe(int? processId, TimeSpan waited)
    {
        var holder = processId is { } id
            ? string.Create(CultureInfo.InvariantCulture, $"another process (pid {id})")
            : "another writer";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the store is locked by {holder} and did not become free within {waited.TotalSeconds:0.###} s; " +
            $"nothing was changed: try again, or end that process if it hangs");
    }
}
