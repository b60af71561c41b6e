namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>An operation that may be cut short: what is asked, and what the store holds once it is done.</summary>
/// <param name="Line">What is asked.</param>
/// <param name="Done">The memories it leaves, by title.</param>
/// <param name="Merges">Whether it leaves one more memory, made of others.</param>
internal sealed record KilledOperation(string Line, IReadOnlyDictionary<string, KilledMemory> Done, bool Merges = false);
