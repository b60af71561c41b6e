namespace WhiteMagic.Memories;

/// <summary>Says that a memory is not in the state a change needs.</summary>
public sealed class MemoryConflictException(string message) : WhiteMagicException(message);
