namespace WhiteMagic.Execution.Pipelines;

/// <summary>An item on its way, or what ended it.</summary>
internal readonly record struct Item<T>(long Position, T? Value, ItemFailure? Failure);
