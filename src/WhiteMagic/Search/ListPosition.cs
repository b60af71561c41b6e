using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>A place in a sorted list: just behind the memory with this sort value and place.</summary>
/// <param name="Value">The sort value: Unix milliseconds, or a title.</param>
/// <param name="Key">Where that memory lies, which decides among equal values: the name, then the folder.</param>
public readonly record struct ListPosition(string Value, RecordKey Key);
