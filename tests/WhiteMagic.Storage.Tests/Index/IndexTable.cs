using System.Globalization;
using WhiteMagic.Search;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Index;

namespace WhiteMagic.Storage.Tests.Index;

/// <summary>An index in memory, of memories that have a number and a text.</summary>
internal sealed class IndexTable : IDisposable
{
    private readonly SqliteMemoryIndex _index = new(new IndexFile(IndexFile.Private), new SpaceOptions().Workers.Io);

    public void Add(int id, string body) => Update(update => update.Put(_index.Analyze(Entries.Of(id, body))));

    public void Clear() => Update(static update => update.Clear());

    /// <summary>Gives the numbers of what is found, best first; none when the query asks for no text.</summary>
    public List<long> Find(string query)
    {
        ParsedQuery parsed = QueryParser.Parse(query);
        return parsed.HasText
            ? [.. _index.Search(parsed, new IndexFilter(), 1000).Hits.Select(static hit => long.Parse(hit.Memory.Title, CultureInfo.InvariantCulture))]
            : [];
    }

    public void Dispose() => _index.Dispose();

    private void Update(Action<IIndexUpdate> change)
    {
        using IIndexUpdate update = _index.BeginUpdate();
        change(update);
        update.Commit();
    }
}
