using System.Text;
using CsCheck;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Walking;
using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Files.Walking;

public sealed class IgnoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("*.log", "a.log b/c.log", "a.txt log")]
    [InlineData("/a", "a", "b/a")]
    [InlineData("b/a", "b/a", "c/b/a a")]
    [InlineData("**/a", "a b/a c/b/a", "ab")]
    [InlineData("a/**", "a/b a/b/c", "a b/a/c")]
    [InlineData("a/**/b", "a/b a/x/b a/x/y/b", "b a/x c/a/b")]
    [InlineData("a/*/b", "a/x/b", "a/b a/x/y/b")]
    [InlineData("foo/*", "foo/x", "foo foo/x/y")]
    [InlineData("a?c", "abc aéc", "ac abbc")]
    [InlineData("[a-c]x", "ax cx", "dx x")]
    [InlineData("[!a]x", "bx éx", "ax")]
    [InlineData("[]]x", "]x", "x")]
    [InlineData("\\*", "*", "a")]
    [InlineData("\\!a", "!a", "a")]
    [InlineData("\\#a", "#a", "a")]
    [InlineData("a\\ ", "a\u0020", "a")]
    [InlineData("a  ", "a", "b")]
    [InlineData("*a*b*c*", "xaxbxcx abc", "acb")]
    public void Glob_AsInGitignore_MatchesPaths(string pattern, string matching, string other)
    {
        Glob glob = Glob.Parse(pattern)!;
        char separator = pattern == "a\\ " ? '|' : ' ';

        Assert.All(matching.Split(separator), path => Assert.True(Matches(glob, path), $"{pattern} should match '{path}'"));
        Assert.All(other.Split(separator), path => Assert.False(Matches(glob, path), $"{pattern} should not match '{path}'"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("# words")]
    [InlineData("/")]
    [InlineData("!")]
    public void Glob_OfALineThatSaysNothing_IsNone(string line) => Assert.Null(Glob.Parse(line));

    [Fact]
    public void Glob_OfAnyBytes_EndsWithoutFailing() => Gen.Select(Gen.Byte.Array[0, 20], Gen.Byte.Array[1, 20]).Sample(static (pattern, path) =>
        _ = Glob.Parse(pattern)?.Matches(path, path.AsSpan(path.AsSpan().LastIndexOf((byte)'/') + 1), isFolder: false));

    [Fact]
    public void Glob_MadeToGoBackForever_EndsAtOnce()
    {
        Glob stars = Glob.Parse(string.Concat(Enumerable.Repeat("*a", 500)) + "b")!;
        Glob folders = Glob.Parse(string.Concat(Enumerable.Repeat("**/a/", 200)) + "b")!;

        Assert.False(Matches(stars, new string('a', 5_000)));
        Assert.False(Matches(folders, string.Concat(Enumerable.Repeat("a/", 2_000)) + "c"));
    }

    [Fact]
    public void Find_WithNestedIgnoreFiles_LetsTheNearestAndTheLastDecide()
    {
        Write(".gitignore", "*.log\n!keep.log\nbuild/\n/top.txt\n");
        Write("sub/.gitignore", "!again.log\n*.txt\n");
        Write("sub/deep/.ignore", "!special.txt\r\n");
        foreach (string file in "a.log keep.log top.txt build/x sub/build/x sub/again.log sub/top.txt sub/deep/special.txt sub/deep/other.txt sub/build.md .hidden .dot/x".Split(' '))
        {
            Write(file, "");
        }

        Assert.Equal(["keep.log", "sub/again.log", "sub/build.md", "sub/deep/special.txt"], Find(new()));
        Assert.Equal(["sub/build/x"], Find(new(), "sub/build"));
        Assert.Equal(["a.log"], Find(new(), "a.log"));
        Assert.Contains("build/x", Find(new() { HeedsIgnoreFiles = false }));
        Assert.Contains(".dot/x", Find(new() { IncludesHidden = true }));
    }

    [Fact]
    public void Find_InsideARepository_HeedsWhatStandsAbove()
    {
        Write("repository/.git/info/exclude", "secret\n");
        Write("repository/.gitignore", "/src/gen/\n*.tmp\n");
        Write(".gitignore", "*\n");
        foreach (string file in "repository/src/a repository/src/gen/b repository/src/c.tmp repository/src/secret".Split(' '))
        {
            Write(file, "");
        }

        Assert.Equal(["repository/src/a"], Find(new(), "repository/src"));
    }

    [Fact]
    public void Find_WithGlobs_LooksAtWhatTheLastThatMatchesSays()
    {
        foreach (string file in "a.md b.cs docs/c.md docs/d.cs docs/old/e.md".Split(' '))
        {
            Write(file, "");
        }

        Assert.Equal(["a.md", "docs/c.md", "docs/old/e.md"], Find(new() { Globs = ["*.md"] }));
        Assert.Equal(["a.md", "docs/c.md"], Find(new() { Globs = ["*.md", "!old/"] }));
        Assert.Equal(["a.md", "b.cs"], Find(new() { Globs = ["!docs"] }));
        Assert.Equal(["docs/c.md"], Find(new() { Globs = ["docs/*.md"] }));
    }

    [Fact]
    public void Find_WhatIsNotThere_SaysSoInItsPlace()
    {
        Write("a", "");

        ItemOutcome<string>[] all = [.. new FileFinder(new() { BaseFolder = _folder.Root }).Find(["missing", "a"])];

        Assert.Equal([OutcomeStatus.Failed, OutcomeStatus.Succeeded], all.Select(static outcome => outcome.Status));
        Assert.Equal("missing", Assert.IsType<FileReadException>(all[0].Error).Path);
        Assert.Throws<ArgumentException>(() => new FileFinder().Find([null!]));
    }

    [Fact]
    public void Find_InADeepTree_EndsWithEachFileOnce()
    {
        string path = "";
        for (int i = 0; i < 300; i++)
        {
            path = Path.Join(path, "d");
            Write(Path.Join(path, "f"), "");
        }

        Assert.Equal(300, Find(new(), ".").Distinct(StringComparer.Ordinal).Count());
    }

    private static bool Matches(Glob glob, string path) =>
        glob.Matches(Encoding.UTF8.GetBytes(path), Encoding.UTF8.GetBytes(path[(path.LastIndexOf('/') + 1)..]), isFolder: false);

    private void Write(string file, string text) => _folder.Write(file, text);

    private string[] Find(FileWalkOptions options, params string[] paths) =>
        [.. new FileFinder(options with { BaseFolder = _folder.Root }).Find(paths.Length > 0 ? paths : ["."])
            .Select(static outcome => outcome.Value!.StartsWith("./", StringComparison.Ordinal) ? outcome.Value[2..] : outcome.Value)];
}
