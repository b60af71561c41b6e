using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Cli;
using WhiteMagic.Cli.Commands;
using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Settings;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>Runs <c>wm</c> in this process, with a home folder of its own and spaces held in memory.</summary>
internal sealed class WmBench : IDisposable
{
    public WmBench()
    {
        Home = Directory.CreateTempSubdirectory("wm-cli-").FullName;
        Spaces = new NotebookSpaces(Time);
    }

    public string Home { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 15, 0, TimeSpan.Zero));

    public NotebookSpaces Spaces { get; }

    public Dictionary<string, string> Environment { get; } = [];

    public List<StoreSettings> Opened { get; } = [];

    public List<McpServing> Served { get; } = [];

    public string Config => Path.Join(Home, ".whitemagic", "config.yaml");

    /// <summary>What is typed or piped; null for a terminal at which nobody answers.</summary>
    public string? Input { get; set; }

    /// <summary>Makes the store that commands open, if not the spaces held in memory.</summary>
    public Func<IMemorySpaces>? Store { get; set; }

    /// <summary>What opening the store fails with.</summary>
    public Exception? Fault { get; set; }

    public bool OnTerminal { get; set; }

    public int Width { get; set; } = 80;

    public Task<WmRun> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);

    public async Task<WmRun> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int exit = await WmProgram.RunAsync(Host(output, error), args, cancellationToken);
        return new WmRun(exit, output.ToString(), error.ToString());
    }

    public string WriteConfig(string yaml)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        File.WriteAllText(Config, yaml);
        return Config;
    }

    public string WriteFile(string path, string text)
    {
        string full = Path.Join(Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);

    private WmHost Host(TextWriter output, TextWriter error) => new()
    {
        Console = new Lazy<Terminal>(() => new Terminal
        {
            Out = output,
            Error = error,
            In = new StringReader(Input ?? ""),
            OutIsTerminal = OnTerminal,
            ErrorIsTerminal = OnTerminal,
            InIsTerminal = OnTerminal,
            Width = Width,
        }),
        Environment = name => Environment.GetValueOrDefault(name),
        Home = Home,
        WorkingDirectory = Home,
        Self = ["/opt/wm/wm"],
        Time = Time,
        OpenStore = settings =>
        {
            Opened.Add(settings);
            return Fault is null ? Store?.Invoke() ?? Spaces : throw Fault;
        },
        ServeMcp = (serving, _) =>
        {
            Served.Add(serving);
            return Fault is null ? Task.FromResult(0) : throw Fault;
        },
    };
}
