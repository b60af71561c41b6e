using WhiteMagic.Diagnostics;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>What a test makes happen at the start of an operation: waiting, failing, reporting progress.</summary>
internal sealed class SpaceHooks
{
    public Func<CancellationToken, Task>? OnSearch { get; set; }

    /// <summary>Is given the progress in the operation's place.</summary>
    public Func<IProgress<WorkProgress>?, CancellationToken, Task>? OnConsolidate { get; set; }
}
