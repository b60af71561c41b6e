namespace WhiteMagic.Memories;

/// <summary>The three folders of a space, which say a memory's kind and status.</summary>
public enum MemoryFolder
{
    /// <summary>Active short-term memories.</summary>
    ShortTerm,

    /// <summary>Active long-term memories.</summary>
    LongTerm,

    /// <summary>Archived memories of both kinds.</summary>
    Archive,
}
