using WhiteMagic.Consolidation;
using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using Xunit;

namespace WhiteMagic.Testing.Conformance;

public abstract partial class MemorySpaceConformance
{
    private static readonly ConsolidationRequest Real = new() { DryRun = false };

    [Fact]
    public async Task Consolidate_MergesOldMemoriesPromotesByTagsAndLosesNothing()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId a = await AddAsync(space, "A", "First text.\n\n- with a list\n", "red");
        MemoryId b = await AddAsync(space, "B", "数据库 🚀", "blue", "red");
        MemoryId proven = await AddAsync(space, "P", "proven", "Proven");
        MemoryId longTerm = await AddLongAsync(space, "L");
        Time.Advance(TimeSpan.FromDays(8));
        MemoryId young = await AddAsync(space, "young", "x", "insight");

        ConsolidationReport report = await space.ConsolidateAsync(Real, progress: null, Cancel);

        Assert.Equal((false, 3), (report.DryRun, report.Candidates));
        Assert.Equal([proven], report.Promoted);
        Assert.Equal([a, b], report.Archived);
        ConsolidatedMemory made = Assert.Single(report.Consolidated);
        MemoryView view = await ReadAsync(space, made.Filename!.Value);
        Assert.Equal((MemoryKind.LongTerm, MemoryStatus.Active, made.Title), (view.Type, view.Status, view.Title));
        Assert.Equal(["consolidated", "red", "blue"], view.Tags!);
        Assert.Contains("First text.\n\n- with a list", view.Content, StringComparison.Ordinal);
        Assert.Contains("数据库 🚀", view.Content, StringComparison.Ordinal);
        Assert.Equal(
            [(a.Value, RelationKind.ConsolidatedFrom), (b.Value, RelationKind.ConsolidatedFrom)],
            view.Relations!.Select(static relation => (relation.Target, relation.Type)));
        Assert.Equal((MemoryStatus.Archived, "First text.\n\n- with a list\n"), await StateAsync(space, a));
        Assert.Equal(MemoryKind.LongTerm, (await ReadAsync(space, proven)).Type);
        Assert.Equal(MemoryKind.ShortTerm, (await ReadAsync(space, young)).Type);
        Assert.Equal((MemoryStatus.Active, "Text."), await StateAsync(space, longTerm));
    }

    [Fact]
    public async Task Consolidate_DryRun_ChangesNothingAndSaysWhatTheRealRunDoes()
    {
        IMemorySpace space = await OpenAsync();
        for (int i = 0; i < 30; i++)
        {
            await AddAsync(space, $"Note {i}", new string((char)('a' + (i % 26)), 5000), i % 7 == 0 ? ["decision"] : [$"t{i}"]);
        }

        Time.Advance(TimeSpan.FromDays(8));
        SpaceStats before = await space.GetStatsAsync(Cancel);

        ConsolidationReport dry = await space.ConsolidateAsync(new ConsolidationRequest(), progress: null, Cancel);
        SpaceStats between = await space.GetStatsAsync(Cancel);
        ConsolidationReport real = await space.ConsolidateAsync(Real, progress: null, Cancel);

        Assert.True(dry.DryRun);
        Assert.All(dry.Consolidated, static made => Assert.Null(made.Filename));
        Assert.All(real.Consolidated, static made => Assert.NotNull(made.Filename));
        Assert.True(real.Consolidated.Count > 1);
        Assert.Equivalent(before, between, strict: true);
        Assert.Equivalent(dry, Anonymous(real) with { DryRun = true }, strict: true);
    }

    [Fact]
    public async Task Consolidate_ASecondTime_FindsNothing()
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "A");
        await AddAsync(space, "B", "x", "pattern");
        Time.Advance(TimeSpan.FromDays(8));
        await space.ConsolidateAsync(Real, progress: null, Cancel);
        Time.Advance(TimeSpan.FromDays(8));

        ConsolidationReport second = await space.ConsolidateAsync(Real, progress: null, Cancel);

        Assert.Equal(0, second.Candidates);
        Assert.Empty(second.Promoted);
        Assert.Empty(second.Archived);
        Assert.Empty(second.Consolidated);
        Assert.Empty(second.Skipped);
    }

    [Fact]
    public async Task Consolidate_CountsAgeFromTheLastChange()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId untouched = await AddAsync(space, "untouched");
        MemoryId changed = await AddAsync(space, "changed");
        Time.Advance(TimeSpan.FromDays(5));
        await space.UpdateAsync(changed, new MemoryPatch { Append = "more" }, Cancel);
        Time.Advance(TimeSpan.FromDays(2));

        ConsolidationReport week = await space.ConsolidateAsync(new ConsolidationRequest(), progress: null, Cancel);
        ConsolidationReport now = await space.ConsolidateAsync(new ConsolidationRequest { MinAgeDays = 0 }, progress: null, Cancel);
        ConsolidationReport later = await space.ConsolidateAsync(new ConsolidationRequest { MinAgeDays = 8 }, progress: null, Cancel);

        Assert.Equal([untouched], week.Archived);
        Assert.Equal(2, now.Candidates);
        Assert.Equal(0, later.Candidates);
    }

    [Fact]
    public async Task Consolidate_WithTagsOfItsOwn_PromotesByThoseAlone()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId decision = await AddAsync(space, "D", "x", "decision");
        MemoryId mine = await AddAsync(space, "M", "x", "mine");
        var request = new ConsolidationRequest { MinAgeDays = 0, AutoPromoteTags = [" MINE "] };

        ConsolidationReport own = await space.ConsolidateAsync(request, progress: null, Cancel);
        ConsolidationReport none = await space.ConsolidateAsync(request with { AutoPromoteTags = [] }, progress: null, Cancel);

        Assert.Equal([mine], own.Promoted);
        Assert.Equal([decision], own.Archived);
        Assert.Empty(none.Promoted);
    }

    [Fact]
    public async Task Consolidate_OfEmptyAndVeryManySmallMemories_Works()
    {
        IMemorySpace space = await OpenAsync();
        string[] tags = [.. Enumerable.Range(0, 30).Select(static i => $"a tag of some length, {i}".Replace(',', ';'))];
        for (int i = 0; i < 230; i++)
        {
            await AddAsync(space, $"{new string('字', 50)} {i}", string.Empty, tags);
        }

        ConsolidationReport report = await space.ConsolidateAsync(Real with { MinAgeDays = 0 }, progress: null, Cancel);

        Assert.Equal(230, report.Archived.Count);
        Assert.Equal(2, report.Consolidated.Count);
        Assert.Equal(report.Consolidated.Count, report.Consolidated.Select(static made => made.Filename).Distinct().Count());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(40_000)]
    public async Task Consolidate_WithAnAgeOutOfRange_NamesTheField(int days)
    {
        IMemorySpace space = await OpenAsync();

        Assert.Equal("min_age_days", await FieldOfAsync(
            () => space.ConsolidateAsync(new ConsolidationRequest { MinAgeDays = days }, progress: null, Cancel)));
    }

    private static async Task<(MemoryStatus?, string)> StateAsync(IMemorySpace space, MemoryId id)
    {
        MemoryView view = await ReadAsync(space, id);
        return (view.Status, view.Content);
    }

    private static ConsolidationReport Anonymous(ConsolidationReport report) =>
        report with { Consolidated = [.. report.Consolidated.Select(static made => made with { Filename = null })] };
}
