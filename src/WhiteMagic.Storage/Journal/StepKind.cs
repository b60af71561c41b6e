namespace WhiteMagic.Storage.Journal;

/// <summary>What one step of a transaction does.</summary>
internal enum StepKind
{
    Create,
    Replace,
    Move,
    Delete,
}
