namespace WhiteMagic.Execution.Tests.Growth;

/// <summary>Runs alone, since it measures the whole process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
