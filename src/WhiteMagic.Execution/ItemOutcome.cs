using System.Runtime.ExceptionServices;

namespace WhiteMagic.Execution;

/// <summary>Tells what became of one item of many.</summary>
/// <typeparam name="T">The type of what the work gives.</typeparam>
public readonly record struct ItemOutcome<T>
{
    /// <summary>The item's place among those given, from 0.</summary>
    public required long Position { get; init; }

    /// <summary>How the work ended.</summary>
    public required OutcomeStatus Status { get; init; }

    /// <summary>What the work gave; the default unless it succeeded.</summary>
    public T? Value { get; init; }

    /// <summary>Why there is no value; null when there is one.</summary>
    public Exception? Error { get; init; }

    /// <summary>The stage at which the work ended, where it has stages.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether there is a value.</summary>
    public bool IsSuccess => Status == OutcomeStatus.Succeeded;

    /// <summary>Gives the value, or throws what stands in its place.</summary>
    /// <exception cref="Exception">Whatever <see cref="Error"/> is.</exception>
    public T GetValue()
    {
        if (Error is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }

        return Value!;
    }
}
