namespace WhiteMagic.Memories;

/// <summary>Says that another program holds the index.</summary>
public sealed class StoreBusyException(Exception? inner = null) : WhiteMagicException(
    "the index (.whitemagic/index.db) is locked by another program; close what holds it open and try again", inner);
