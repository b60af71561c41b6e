using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>A memory and its terms, as <see cref="DocumentAnalyzer"/> lists them.</summary>
/// <param name="Entry">The memory.</param>
/// <param name="Terms">In the order of their UTF-8 bytes, for each term its length, its UTF-8 bytes, its impact, the length of its positions and its positions.</param>
/// <param name="WikiLinks">What its content links to.</param>
internal sealed record AnalyzedDocument(MemoryEntry Entry, byte[] Terms, IReadOnlyList<string> WikiLinks) : IAnalyzedEntry
{
    public IAnalyzedEntry ReuseFor(MemoryEntry entry) => this with { Entry = entry };
}
