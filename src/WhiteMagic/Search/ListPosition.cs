namespace WhiteMagic.Search;

/// <summary>A place in a sorted list: just behind the memory with this sort value and file name.</summary>
/// <param name="Value">The sort value: Unix milliseconds, or a title.</param>
/// <param name="Filename">The file name, which decides among equal values.</param>
public readonly record struct ListPosition(string Value, string Filename);
