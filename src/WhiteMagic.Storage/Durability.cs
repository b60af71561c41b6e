namespace WhiteMagic.Storage;

/// <summary>Says what an acknowledged write survives.</summary>
public enum Durability
{
    /// <summary>A power loss: file and folder are flushed to the device before a write is acknowledged.</summary>
    Full,

    /// <summary>The death of the process, but not a power loss: nothing is flushed.</summary>
    Normal,
}
