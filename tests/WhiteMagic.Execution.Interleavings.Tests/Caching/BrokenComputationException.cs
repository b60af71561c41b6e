namespace WhiteMagic.Execution.Interleavings.Tests.Caching;

/// <summary>A failure that knows which version its computation had read.</summary>
internal sealed class BrokenComputationException(int read) : Exception("broken")
{
    public int Read => read;
}
