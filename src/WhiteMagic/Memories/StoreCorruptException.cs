namespace WhiteMagic.Memories;

/// <summary>Says that a store is damaged in a way that needs a person.</summary>
public sealed class StoreCorruptException(string message, Exception? inner = null) : WhiteMagicException(message, inner);
