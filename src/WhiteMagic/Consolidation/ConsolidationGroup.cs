using WhiteMagic.Memories;

namespace WhiteMagic.Consolidation;

/// <summary>Memories that become one, oldest first.</summary>
internal sealed record ConsolidationGroup(string Title, IReadOnlyList<string> Tags, IReadOnlyList<MemoryEntry> Sources);
