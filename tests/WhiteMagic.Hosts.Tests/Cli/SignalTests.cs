using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>Real signals to the real program in the middle of its work.</summary>
public sealed class SignalTests : IDisposable
{
    private const int Notes = 4000;
    private const int Calls = 300;

    private readonly TemporaryFolder _folder = new();

    public SignalTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "the signals are sent as on Linux");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Memories => Path.Join(_folder.Root, "store", "memory");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT", false)]
    [InlineData("TERM", false)]
    [InlineData("INT", true)]
    [InlineData("TERM", true)]
    public async Task Import_Interrupted_EndsWith130AndTheStoreIsWhole(string signal, bool published)
    {
        for (int i = 0; i < Notes; i++)
        {
            _folder.Write($"notes/{i}.md", $"Note {i}.\n");
        }

        using FileSystemWatcher watch = Watch(out TaskCompletionSource begun);
        using Process import = Start(published, "import", "markdown", Path.Join(_folder.Root, "notes"), "--json");
        Task<string> output = import.StandardOutput.ReadToEndAsync(Cancel);
        await Task.WhenAny(begun.Task, import.WaitForExitAsync(Cancel));
        await SendAsync(signal, import);
        await import.WaitForExitAsync(Cancel);

        Assert.Equal(130, import.ExitCode);
        Assert.Equal("cancelled", JsonDocument.Parse(await output).RootElement.GetProperty("error").GetProperty("code").GetString());
        int kept = await WholeAsync(published);
        Assert.InRange(kept, 1, Notes - 1);
        JsonElement again = await RunAsync(published, "import", "markdown", Path.Join(_folder.Root, "notes"), "--json");
        Assert.Equal((Notes - kept, kept, 0), (again.GetProperty("imported").GetInt32(), again.GetProperty("unchanged").GetInt32(), again.GetProperty("failed").GetInt32()));
    }

    [Theory]
    [InlineData("INT", false)]
    [InlineData("TERM", false)]
    [InlineData("INT", true)]
    [InlineData("TERM", true)]
    public async Task Mcp_Interrupted_EndsWith130AndKeepsWhatItAcknowledged(string signal, bool published)
    {
        using Process server = Start(published, "mcp");
        await SendCallsAsync(server);
        var acknowledged = new List<string> { await AcknowledgedAsync(server) ?? throw new EndOfStreamException() };
        await SendAsync(signal, server);
        while (await AcknowledgedAsync(server) is { } filename)
        {
            acknowledged.Add(filename);
        }

        await server.WaitForExitAsync(Cancel);

        Assert.Equal(130, server.ExitCode);
        Assert.All(acknowledged, filename => Assert.True(File.Exists(Path.Join(Memories, "short_term", filename)), filename));
        Assert.InRange(await WholeAsync(published), acknowledged.Count, Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mcp_AtTheEndOfInput_FinishesAndEndsWith0(bool published)
    {
        using Process server = Start(published, "mcp");
        await SendCallsAsync(server);
        server.StandardInput.Close();
        int answered = 0;
        while (await AcknowledgedAsync(server) is not null)
        {
            answered++;
        }

        await server.WaitForExitAsync(Cancel);

        Assert.Equal((0, Calls), (server.ExitCode, answered));
        Assert.Equal(Calls, await WholeAsync(published));
    }

    private async Task<int> WholeAsync(bool published)
    {
        JsonElement health = await RunAsync(published, "doctor", "--json");
        int files = Directory.EnumerateFiles(Memories, "*.md", SearchOption.AllDirectories).Count();
        Assert.True(health.GetProperty("healthy").GetBoolean(), health.GetRawText());
        Assert.Equal(files, health.GetProperty("indexed").GetInt32());
        Assert.DoesNotContain(Directory.EnumerateFiles(Memories, "*", SearchOption.AllDirectories), file => !file.EndsWith(".md", StringComparison.Ordinal));
        return files;
    }

    private FileSystemWatcher Watch(out TaskCompletionSource begun)
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = new FileSystemWatcher(Directory.CreateDirectory(Path.Join(Memories, "long_term")).FullName, "*.md");
        watch.Created += (_, _) => first.TrySetResult();
        watch.Renamed += (_, _) => first.TrySetResult();
        watch.EnableRaisingEvents = true;
        begun = first;
        return watch;
    }

    private static async Task SendCallsAsync(Process server)
    {
        await server.StandardInput.WriteLineAsync(
            """{"jsonrpc":"2.0","id":"hello","method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        await server.StandardOutput.ReadLineAsync(Cancel);
        await server.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        for (int i = 0; i < Calls; i++)
        {
            var call = new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = i,
                ["method"] = "tools/call",
                ["params"] = new JsonObject { ["name"] = "create_memory", ["arguments"] = new JsonObject { ["title"] = $"Note {i}", ["content"] = "Text." } },
            };
            await server.StandardInput.WriteLineAsync(call.ToJsonString());
        }

        await server.StandardInput.FlushAsync(Cancel);
    }

    // What is refused because the server ends is not acknowledged.
    private static async Task<string?> AcknowledgedAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            JsonElement answer = JsonDocument.Parse(line).RootElement;
            if (answer.TryGetProperty("result", out JsonElement result) && result.TryGetProperty("structuredContent", out JsonElement receipt)
                && receipt.TryGetProperty("filename", out JsonElement filename))
            {
                return filename.GetString();
            }
        }

        return null;
    }

    private static async Task SendAsync(string signal, Process process) => await Shell.RunAsync(
        "kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)], Cancel);

    private async Task<JsonElement> RunAsync(bool published, params string[] arguments)
    {
        using Process process = Start(published, arguments);
        string output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, output);
        return JsonDocument.Parse(output).RootElement;
    }

    // A test run in the background would hand down that SIGINT is ignored.
    private Process Start(bool published, params string[] arguments)
    {
        string[] program = published ? [PublishedWm.Path] : ["dotnet", Path.Join(AppContext.BaseDirectory, "wm.dll")];
        return Process.Start(new ProcessStartInfo("env", ["--default-signal=INT,TERM", .. program, "--base-dir", Path.Join(_folder.Root, "store"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["HOME"] = _folder.Root, ["WM_CONFIG"] = null },
        })!;
    }
}
