namespace WhiteMagic.Memories;

/// <summary>Says that a space has no memory of an id.</summary>
public sealed class MemoryNotFoundException : WhiteMagicException
{
    /// <summary>Creates the error for one id.</summary>
    public MemoryNotFoundException(MemoryId id)
        : base($"no memory is named {id}; search_memories or list_memories give the names there are") => Id = id;

    /// <summary>The id that was asked for.</summary>
    public MemoryId Id { get; }
}
