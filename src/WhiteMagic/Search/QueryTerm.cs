namespace WhiteMagic.Search;

/// <summary>One piece of a query's text: a word, a phrase, or a filter's name and value.</summary>
/// <param name="Text">The word, the phrase or the filter's value.</param>
/// <param name="Filter">The filter's name in lower case; null for words and phrases.</param>
/// <param name="IsPhrase">Whether it stood in quotes.</param>
/// <param name="IsExcluded">Whether a minus stood before it.</param>
internal sealed record QueryTerm(string Text, string? Filter, bool IsPhrase, bool IsExcluded);
