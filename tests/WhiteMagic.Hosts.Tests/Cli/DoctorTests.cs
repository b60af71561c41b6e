using System.Text;
using WhiteMagic.Storage;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary><c>wm doctor</c> over a real store: each thing that needs a person is named with its remedy.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly WmBench _wm = new();
    private readonly TemporaryFolder _folder = new();

    public DoctorTests()
    {
        _folder.Folder("memory", "short_term");
        _wm.Store = () => new MemoryStore(new MemoryStoreOptions { BaseFolder = _folder.Root, Durability = Durability.Normal });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _wm.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("---\ntitle: T\nlist: [a, b\nx: y\n---\n", "not readable as a memory: short_term/bad.md:4: broken YAML", "; put the value in quotes")]
    [InlineData("---\ntitle: One\ntitle: Two\n---\n", "not readable as a memory: short_term/bad.md:3: duplicate key 'title' (lines 2 and 3)", "; keep one of them")]
    [InlineData("---\ntitle: One\n", "not readable as a memory: short_term/bad.md:1: the front matter is never closed by a `---` line", "; add one below it")]
    [InlineData("a\0b", "not readable as a memory: short_term/bad.md:1: a NUL character: the file is binary, not text", "; remove the character, or move the file out of the store")]
    [InlineData("\u00ff", "not readable as a memory: short_term/bad.md:1: not valid UTF-8 at byte 0", "; save the file as UTF-8, or move it out of the store if it is no text")]
    public async Task Doctor_FileThatIsNoMemory_NamesItAndTheRemedy(string content, string problem, string remedy)
    {
        await File.WriteAllBytesAsync(InShortTerm("bad.md"), Encoding.Latin1.GetBytes(content), Cancel);

        await AssertSaysAsync(problem, remedy);
    }

    [Fact]
    public async Task Doctor_Folder_NamesItAndTheRemedy()
    {
        Directory.CreateDirectory(InShortTerm("folder.md"));

        await AssertSaysAsync("not read: short_term/folder.md: is a folder, and memories are files", "; move what it holds out of it and remove it");
    }

    [Fact]
    public async Task Doctor_LinkOutOfTheStore_NamesItAndTheRemedy()
    {
        File.CreateSymbolicLink(InShortTerm("outside.md"), _wm.WriteFile("outside.md", "secret"));

        await AssertSaysAsync("not read: short_term/outside.md: is a link that leaves the store, so it is not read", "; put a copy of the file in its place");
    }

    [Fact]
    public async Task Doctor_Pipe_NamesItAndTheRemedy()
    {
        await Shell.RunAsync("mkfifo", [InShortTerm("pipe.md")], Cancel);

        await AssertSaysAsync("not read: short_term/pipe.md: is a pipe, a socket or a device, so it is not opened", "; remove it");
    }

    [Fact]
    public async Task Doctor_ReservedName_NamesItAndTheRemedy()
    {
        await File.WriteAllTextAsync(InShortTerm("NUL.md"), "x", Cancel);

        await AssertSaysAsync(
            "not read: short_term/NUL.md: has a name that not every system allows, so it is no memory", "; rename it in letters, digits, - and _");
    }

    [Fact]
    public async Task Doctor_BrokenMetadataOfThePythonVersion_NamesItAndTheRemedy()
    {
        _folder.Write("memory/metadata.json", "{\"memory_index\": [");

        await AssertSaysAsync("not read: metadata.json:1: is broken or cut short here; 0 entries before it are used", "the memories are whole without it");
    }

    private string InShortTerm(string name) => Path.Join(_folder.Root, "memory", "short_term", name);

    private async Task AssertSaysAsync(string problem, string remedy)
    {
        WmRun run = await _wm.RunAsync("doctor");

        Assert.Equal(1, run.ExitCode);
        string line = Assert.Single(run.Out.Split('\n'), said => said.StartsWith("not read", StringComparison.Ordinal));
        Assert.StartsWith(problem, line, StringComparison.Ordinal);
        Assert.EndsWith(remedy, line, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Root, run.Out, StringComparison.Ordinal);
    }
}
