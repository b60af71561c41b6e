using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>What is known of a memory whose store's processes are killed.</summary>
internal sealed record KilledMemory(string? Id, MemoryFolder Folder, string Words, bool Promotes);
