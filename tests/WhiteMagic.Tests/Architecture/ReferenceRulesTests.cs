using System.Text.RegularExpressions;
using System.Xml.Linq;
using WhiteMagic.Testing;

namespace WhiteMagic.Tests.Architecture;

/// <summary>Holds what the design allows a project to depend on, and how its files are laid out.</summary>
public sealed class ReferenceRulesTests
{
    private const int MaxLines = 350;

    private static readonly Regex OwnThreads =
        new(@"\b(Task\.(Run|Factory|WhenAll)|Parallel\.\w+|ThreadPool\.\w+|new Thread)\(", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static readonly string Source = Path.Combine(Repository.Root, "src");

    public static TheoryData<string, string[], string[]> Allowed => new()
    {
        { "WhiteMagic.Execution", [], [] },
        { "WhiteMagic", ["WhiteMagic.Execution"], [] },
        { "WhiteMagic.Storage", ["WhiteMagic"], ["Microsoft.Data.Sqlite", "YamlDotNet"] },
        { "WhiteMagic.Mcp", ["WhiteMagic"], ["ModelContextProtocol.Core"] },
        { "WhiteMagic.Cli", ["WhiteMagic", "WhiteMagic.Execution", "WhiteMagic.Mcp", "WhiteMagic.Storage"], ["Spectre.Console", "System.CommandLine"] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void AProject_RefersOnlyToWhatTheDesignAllows(string project, string[] projects, string[] packages)
    {
        XDocument file = XDocument.Load(Path.Combine(Source, project, $"{project}.csproj"));

        Assert.Equal(projects, Included(file, "ProjectReference").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));
        Assert.Equal(packages, Included(file, "PackageReference").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryProject_HasARule()
    {
        IEnumerable<string> projects = Directory.EnumerateDirectories(Source).Select(static folder => Path.GetFileName(folder));

        Assert.Equal(Allowed.Select(static row => row.Data.Item1).Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SharedProperties_AddOnlyAnalyzers()
    {
        XDocument file = XDocument.Load(Path.Combine(Source, "Directory.Build.props"));

        Assert.All(file.Descendants("PackageReference"), static package => Assert.Equal("all", (string?)package.Attribute("PrivateAssets")));
        Assert.Empty(file.Descendants("ProjectReference"));
    }

    [Fact]
    public void NoFile_IsTooLong() =>
        Assert.Empty(Files().Where(static file => File.ReadLines(file).Count() > MaxLines).Select(Relative));

    [Fact]
    public void Namespaces_EqualFolders()
    {
        // A file of top-level statements has no namespace.
        IEnumerable<string> wrong = Files().Where(static file => Namespace(file) is { } name && name != Expected(file));

        Assert.Empty(wrong.Select(Relative));
    }

    [Fact]
    public void OutsideTheEngine_WorkGoesThroughItsPools()
    {
        // One thread each, for what waits: input, a lock of another process, the store's opening, a caller to go on elsewhere;
        // and what asks whether there are threads at all.
        string[] allowed =
        [
            "WhiteMagic.Cli/Output/Terminal.cs", "WhiteMagic.Cli/ThreadWatch.cs", "WhiteMagic.Mcp/LazySpaces.cs", "WhiteMagic.Mcp/Transport/JsonLineTransport.cs",
            "WhiteMagic.Storage/Files/AdmissionWait.cs", "WhiteMagic.Storage/Files/WaitingThreads.cs", "WhiteMagic/Memories/PendingRecord.cs", "WhiteMagic/Memories/PublishQueue.cs",
        ];

        IEnumerable<string> found = Files()
            .Where(static file => !Relative(file).StartsWith("WhiteMagic.Execution", StringComparison.Ordinal) && OwnThreads.IsMatch(File.ReadAllText(file)))
            .Select(static file => Relative(file).Replace('\\', '/'));

        Assert.Equal(allowed, found.Order(StringComparer.Ordinal));
    }

    private static string[] Included(XDocument project, string kind) =>
        [.. project.Descendants(kind).Select(static item => (string)item.Attribute("Include")!)];

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories);

    private static string? Namespace(string file) =>
        File.ReadLines(file).FirstOrDefault(static line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';');

    private static string Expected(string file) => Path.GetDirectoryName(Relative(file))!.Replace(Path.DirectorySeparatorChar, '.');

    private static string Relative(string file) => Path.GetRelativePath(Source, file);
}
