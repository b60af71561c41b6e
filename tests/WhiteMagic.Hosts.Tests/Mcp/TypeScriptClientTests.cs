using System.Text.Json;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>The official TypeScript clients converse with the published wm over stdio.</summary>
public sealed class TypeScriptClientTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wm-clients-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Version2_NewestEra_Speaks20260728() =>
        await ConverseAsync("client-v2.mjs", ["auto"], "2026-07-28");

    [Fact]
    public async Task Version2_DefaultEra_Speaks20251125() =>
        await ConverseAsync("client-v2.mjs", ["legacy"], "2025-11-25");

    [Fact]
    public async Task Version1_Default_Speaks20251125() =>
        await ConverseAsync("client-v1.mjs", [], "2025-11-25");

    private async Task ConverseAsync(string script, string[] mode, string protocol)
    {
        var store = Path.Combine(_folder.FullName, "store");
        var path = PrepareScripts(script);

        var outcome = await ChildProcess.RunAsync(
            OutsideTools.Node,
            [path, .. mode, PublishedWm.Path, store],
            _folder.FullName,
            TestContext.Current.CancellationToken);

        outcome.AssertSucceeded();
        using var summary = JsonDocument.Parse(outcome.Output);
        Assert.Equal(protocol, summary.RootElement.GetProperty("protocol").GetString());
        var file = Path.Combine(store, "memory", "long_term", summary.RootElement.GetProperty("filename").GetString()!);
        Assert.Contains("naïve café", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    // Node finds packages from a script's own folder upwards, so the scripts stand beside a link to them.
    private string PrepareScripts(string script)
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "node_modules"), OutsideTools.Modules);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Clients")))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }

        return Path.Combine(_folder.FullName, script);
    }
}
