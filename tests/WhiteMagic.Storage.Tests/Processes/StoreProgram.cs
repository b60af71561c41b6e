namespace WhiteMagic.Storage.Tests.Processes;

/// <summary>Names the programs that can have a store open in another process.</summary>
public enum StoreProgram
{
    /// <summary>The worker of these tests, which runs where nothing is published.</summary>
    Worker,

    /// <summary>The native <c>wm mcp</c>; a test with it is skipped where it is not published.</summary>
    PublishedWm,
}
