namespace WhiteMagic.Execution.Files.Walking;

/// <summary>How far a folder of a walk is.</summary>
internal enum WalkState
{
    Waiting,
    BeingListed,
    Listed,
}
