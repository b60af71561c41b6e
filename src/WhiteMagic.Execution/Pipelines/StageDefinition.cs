namespace WhiteMagic.Execution.Pipelines;

/// <summary>What was said of a stage, but for its function.</summary>
internal sealed record StageDefinition(string Name, int MaxParallel, int? BufferSize);
