using WhiteMagic.Testing;

namespace WhiteMagic.Tests.Architecture;

/// <summary>Holds that the code in the pages of the engine compiles: it is taken from the samples, which the whole test runs.</summary>
public sealed class DocumentationTests
{
    private const string Fence = "```";

    public static TheoryData<string> Pages => ["jobs.md", "workers.md", "caching.md", "pipelines.md", "files.md", "workflows.md", "telemetry.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void CodeOfAPage_IsInASample(string page)
    {
        string[] samples = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*.cs").Select(static file => Joined(File.ReadLines(file)))];
        string[] blocks = [.. Blocks(File.ReadAllLines(Path.Combine(Repository.Root, "docs", page)))];

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(samples, sample => sample.Contains(block, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_IsListed(string page)
    {
        Assert.Contains($"({page})", File.ReadAllText(Path.Combine(Repository.Root, "docs", "README.md")), StringComparison.Ordinal);
        Assert.Contains($"(docs/{page})", File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Blocks(string[] lines)
    {
        for (int begin = 0; begin < lines.Length; begin++)
        {
            if (lines[begin].Trim() == Fence + "csharp")
            {
                int end = Array.FindIndex(lines, begin + 1, static line => line.Trim() == Fence);
                yield return Joined(lines[(begin + 1)..end]);
                begin = end;
            }
        }
    }

    // Indentation and empty lines are the page's own.
    private static string Joined(IEnumerable<string> lines) => string.Join('\n', lines.Select(static line => line.Trim()).Where(static line => line.Length > 0));
}
