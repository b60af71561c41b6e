namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>Says what went wrong in a schedule.</summary>
internal sealed record ExplorationFailure(string Message, Exception? Error = null)
{
    public override string ToString() => Error is null ? Message : $"{Message}\n{Error}";
}
