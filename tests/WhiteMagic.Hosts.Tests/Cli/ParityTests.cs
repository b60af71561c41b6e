using System.Text.Json;
using ModelContextProtocol.Protocol;
using WhiteMagic.Hosts.Tests.Mcp;
using WhiteMagic.Mcp.Tools;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>Every operation, its tool and its verb in one table, and the documentation's tables held to it: a hole fails.</summary>
public sealed class ParityTests : IDisposable
{
    private readonly WmBench _wm = new();
    private readonly RecordingSpaces _spaces;
    private string _id = "";
    private string _other = "";
    private string _old = "";

    public ParityTests()
    {
        _spaces = new RecordingSpaces(_wm.Time);
        _wm.Store = () => _spaces;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> MethodsOfTools => [.. Operation.All.Where(operation => operation.Tool is not null).Select(operation => operation.Method)];

    public static TheoryData<string> Methods => [.. Operation.All.Select(operation => operation.Method)];

    public void Dispose() => _wm.Dispose();

    [Fact]
    public void EveryOperation_HasARow() =>
        Assert.Equal(
            typeof(IMemorySpace).GetMethods().Where(method => !method.IsSpecialName).Select(method => method.Name).Order(StringComparer.Ordinal),
            Operation.All.Select(operation => operation.Method).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryTool_IsOneOperation() =>
        Assert.Equal(ToolCatalog.Select("all").Names, Operation.All.Select(operation => operation.Tool).OfType<string>());

    [Fact]
    public void EveryVerb_IsAnOperationOrSaidToBeNone() =>
        Assert.Equal(
            VerbLines.Verbs.Select(verb => verb.Path).Order(StringComparer.Ordinal),
            Operation.All.Select(operation => operation.Verb).Distinct().Concat(Operation.OtherVerbs).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(MethodsOfTools))]
    public void TheToolsAnnotations_AreTheTables(string method)
    {
        Operation operation = Operation.All.Single(row => row.Method == method);
        Tool tool = ToolCatalog.Select("all").Descriptions.Single(described => described.Name == operation.Tool);

        ToolAnnotations told = tool.Annotations!;
        ToolTraits traits = (told.ReadOnlyHint == true ? ToolTraits.ReadOnly : 0) | (told.DestructiveHint == true ? ToolTraits.Destructive : 0)
            | (told.IdempotentHint == true ? ToolTraits.Idempotent : 0);
        Assert.Equal(operation.Traits, traits);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ToolAndVerb_CallTheOperation_AndChangeNothingIfItOnlyReads(string method)
    {
        Operation operation = Operation.All.Single(row => row.Method == method);
        await SeedAsync();
        string before = await StateAsync();

        WmRun run = await _wm.RunAsync([.. operation.Verb.Split(' '), .. Named(operation.Line).Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(method, _spaces.TakeCalled());
        await AssertKeptAsync(operation, before);
        if (operation.Tool is { } tool)
        {
            await SeedAsync();
            before = await StateAsync();
            await using var served = new ServedSpace(settings => settings with { OpenSpaces = _ => new(_spaces) });
            await served.InitializeAsync();
            JsonElement answer = (await served.CallAsync(1, tool, Named(operation.Arguments!))).GetProperty("result");

            Assert.False(answer.TryGetProperty("isError", out JsonElement error) && error.GetBoolean(), answer.GetRawText());
            Assert.Contains(method, _spaces.TakeCalled());
            await AssertKeptAsync(operation, before);
        }
    }

    [Fact]
    public void TheReadme_NamesEachToolWithItsVerb()
    {
        IEnumerable<(string Tool, string Verb)> documented = Rows("README.md", "## Tools and verbs", "## Where the files are")
            .Select(cells => (Tool: Code(cells[0]).Single(), Verb: Code(cells[1]).Single()["wm ".Length..]));

        Assert.Equal(
            Operation.All.Where(operation => operation.Tool is not null).Select(operation => (operation.Tool!, operation.Verb)),
            documented.Select(row => (row.Tool, VerbOf(row.Verb))));
    }

    [Fact]
    public void ThePageOfMcp_NamesEachToolWithItsArguments()
    {
        Dictionary<string, string> documented = Rows("docs/mcp.md", "## Tools", "## Resources and prompts").ToDictionary(cells => Code(cells[0]).Single(), cells => cells[1]);

        Assert.Equal(ToolCatalog.Select("all").Names, documented.Keys);
        foreach (Tool tool in ToolCatalog.Select("all").Descriptions)
        {
            string[] required = tool.InputSchema.TryGetProperty("required", out JsonElement names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
            foreach (JsonProperty argument in tool.InputSchema.GetProperty("properties").EnumerateObject().Where(argument => argument.Name != "space"))
            {
                string list = argument.Value.GetProperty("type").GetString() == "array" ? "[]" : "";
                string name = $"`{argument.Name}{list}`";
                string cell = documented[tool.Name];
                Assert.True(cell.Contains(name, StringComparison.Ordinal), $"{tool.Name}: {name} is not in docs/mcp.md");
                Assert.True(cell.Contains($@"{name}\*", StringComparison.Ordinal) == required.Contains(argument.Name), $"{tool.Name}: whether {name} is required");
            }

            string[] known = [.. tool.InputSchema.GetProperty("properties").EnumerateObject().Select(argument => argument.Name)];
            Assert.All(Code(documented[tool.Name]).Where(word => word.All(c => c is '_' or '[' or ']' || char.IsAsciiLetterLower(c))), word => Assert.Contains(word.TrimEnd('[', ']'), known));
        }
    }

    [Fact]
    public void ThePageOfTheCommandLine_NamesEachVerbWithItsOptions()
    {
        Dictionary<string, string[]> documented = Rows("docs/cli.md", "## Options of each verb", "## Options of every verb")
            .SelectMany(cells => Code(cells[0]), (cells, verb) => (verb, Options: Code(cells[1]).ToArray())).ToDictionary(row => row.verb, row => row.Options);

        foreach (var verb in VerbLines.Verbs)
        {
            string[] options = [.. verb.Options.Select(option => string.Join(", ", option.Aliases.Where(alias => alias.Length == 2).Append(option.Name)))];
            Assert.True(documented.Remove(verb.Path, out string[]? told) || options.Length == 0, $"{verb.Path} is not among the options in docs/cli.md");
            Assert.Equal((verb.Path, string.Join(" ", options)), (verb.Path, string.Join(" ", told ?? [])));
        }

        Assert.Empty(documented.Keys);
    }

    [Fact]
    public void ThePageOfTheCommandLine_NamesEachVerb()
    {
        string[] page = [.. Rows("docs/cli.md", "## Verbs", "## Options of each verb").SelectMany(cells => Code(cells[0]))];
        string[] named = [.. page.SelectMany(Paths).Order(StringComparer.Ordinal)];

        Assert.Equal(VerbLines.Verbs.Select(verb => verb.Path).Order(StringComparer.Ordinal), named);
    }

    // "backup create\|list PATH" names two verbs; words in capitals are arguments.
    private static IEnumerable<string> Paths(string usage)
    {
        string[] words = [.. usage.Replace(@"\|", "|", StringComparison.Ordinal).Split(' ').TakeWhile(word => char.IsAsciiLetterLower(word[0]))];
        return words.Length < 2 ? words : words[1].Split('|').Select(word => $"{words[0]} {word}");
    }

    private static string VerbOf(string line) => VerbLines.Verbs.Select(verb => verb.Path).Where(path => $"{line} ".StartsWith($"{path} ", StringComparison.Ordinal)).MaxBy(path => path.Length)!;

    private static IEnumerable<string[]> Rows(string page, string from, string to) =>
        File.ReadLines(Path.Join(Repository.Root, page))
            .SkipWhile(line => line != from).TakeWhile(line => line != to)
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Replace(@"\|", "\0", StringComparison.Ordinal).Split('|')[1..^1].Select(cell => cell.Replace("\0", @"\|", StringComparison.Ordinal).Trim()).ToArray());

    private static IEnumerable<string> Code(string cell) => cell.Split('`').Where((_, i) => i % 2 == 1);

    private string Named(string text) => text.Replace("ID", _id, StringComparison.Ordinal).Replace("OTHER", _other, StringComparison.Ordinal).Replace("OLD", _old, StringComparison.Ordinal);

    private async Task SeedAsync()
    {
        IMemorySpace space = await _spaces.OpenSilentlyAsync(Cancel);
        _id = (await space.CreateAsync(new MemoryDraft { Title = "One", Content = "Some text." }, Cancel)).Filename.Value;
        _other = (await space.CreateAsync(new MemoryDraft { Title = "Two", Content = "More text." }, Cancel)).Filename.Value;
        MemoryId old = (await space.CreateAsync(new MemoryDraft { Title = "Three", Content = "Old text." }, Cancel)).Filename;
        await space.DeleteAsync(old, permanent: false, Cancel);
        _old = old.Value;
    }

    private async Task AssertKeptAsync(Operation operation, string before)
    {
        if (operation.Traits.HasFlag(ToolTraits.ReadOnly))
        {
            Assert.Equal(before, await StateAsync());
        }
    }

    private async Task<string> StateAsync()
    {
        var state = new List<string>();
        await foreach (MemoryEntry entry in (await _spaces.OpenSilentlyAsync(Cancel)).ExportAsync(includeArchived: true, Cancel))
        {
            state.Add($"{entry.Key} {entry.Version} {entry.Content}");
        }

        return string.Join('\n', state);
    }
}
