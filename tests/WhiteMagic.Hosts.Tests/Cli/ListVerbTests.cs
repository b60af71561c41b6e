using System.Text.Json;

namespace WhiteMagic.Hosts.Tests.Cli;

public sealed class ListVerbTests : IDisposable
{
    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    [Fact]
    public async Task List_ByTags_GivesOnlyThoseWithAllOfThem()
    {
        await _wm.RunAsync("create", "One", "-c", "x", "-T", "red");
        _wm.Time.Advance(TimeSpan.FromSeconds(1));
        await _wm.RunAsync("create", "Both", "-c", "x", "-T", "red", "-T", "big");

        Assert.Equal(["Both"], await TitlesAsync("--tag", "red", "--tag", "big"));
        Assert.Equal(["Both"], await TitlesAsync("--tag", "red,big"));
        Assert.Equal(["Both", "One"], await TitlesAsync("--tag", "red"));
    }

    [Fact]
    public async Task List_ByATagNothingHas_DoesNotSayThatThereIsNothing()
    {
        await _wm.RunAsync("create", "One", "-c", "x", "-T", "red");

        WmRun run = await _wm.RunAsync("list", "--tag", "absent");

        Assert.Contains("wm tags", run.Error, StringComparison.Ordinal);
    }

    private async Task<string[]> TitlesAsync(params string[] options)
    {
        JsonElement page = (await _wm.RunAsync(["list", "--json", .. options])).Json;
        return [.. page.GetProperty("memories").EnumerateArray().Select(static memory => memory.GetProperty("title").GetString()!)];
    }
}
