using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;
using Xunit;

namespace WhiteMagic.Testing.Conformance;

/// <summary>What every space does, whatever holds its memories; a test class of an implementation inherits the tests.</summary>
public abstract partial class MemorySpaceConformance
{
    protected static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 15, 0, TimeSpan.Zero);

    private FakeTimeProvider Time { get; } = new(Start);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens an empty space; the test class closes it.</summary>
    protected abstract ValueTask<IMemorySpace> OpenAsync(TimeProvider time);

    private ValueTask<IMemorySpace> OpenAsync() => OpenAsync(Time);

    private static async Task<MemoryId> AddAsync(IMemorySpace space, string title, string content = "Text.", params string[] tags) =>
        (await space.CreateAsync(new MemoryDraft { Title = title, Content = content, Tags = tags }, Cancel)).Filename;

    private static async Task<MemoryId> AddLongAsync(IMemorySpace space, string title, string content = "Text.", params string[] tags)
    {
        var draft = new MemoryDraft { Title = title, Content = content, Tags = tags, Type = MemoryKind.LongTerm };
        return (await space.CreateAsync(draft, Cancel)).Filename;
    }

    private static Task<MemoryView> ReadAsync(IMemorySpace space, MemoryId id) =>
        space.ReadAsync(new ReadRequest { Filename = id }, Cancel);

    private static Task<SearchResult> SearchAsync(IMemorySpace space, string? query) =>
        space.SearchAsync(new MemoryQuery { Query = query }, Cancel);

    private static async Task<string[]> FindAsync(IMemorySpace space, string? query) =>
        Titles(await SearchAsync(space, query));

    private static string[] Titles(SearchResult result) => [.. result.Matches.Select(static match => match.Title)];

    private static async Task<string> FieldOfAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<InvalidInputException>(act)).Field;
}
