using WhiteMagic.Cli.Commands;
using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Settings;
using WhiteMagic.Spaces;

namespace WhiteMagic.Cli;

/// <summary>Everything a command reaches outside itself, so that tests can stand in for it.</summary>
internal sealed record WmHost
{
    private readonly Lazy<Terminal> _terminal = new(Output.Terminal.ForProcess);

    /// <summary>Where text is read and written; made when first used, because a server never uses it.</summary>
    public Lazy<Terminal> Console
    {
        get => _terminal;
        init => _terminal = value;
    }

    public required Func<string, string?> Environment { get; init; }

    public required string Home { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>The command that starts this program again, by its absolute path.</summary>
    public required IReadOnlyList<string> Self { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public required Func<StoreSettings, IMemorySpaces> OpenStore { get; init; }

    public required Func<McpServing, CancellationToken, Task<int>> ServeMcp { get; init; }

    /// <summary>Writes an error with its stack for whoever set <c>WM_DEBUG=1</c>.</summary>
    public void Trace(Exception exception)
    {
        if (Environment("WM_DEBUG") == "1")
        {
            Console.Value.Error.WriteLine(exception);
        }
    }

    public static WmHost ForProcess()
    {
        string process = System.Environment.ProcessPath ?? "wm";
        bool hosted = Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return new WmHost
        {
            Environment = System.Environment.GetEnvironmentVariable,
            Home = System.Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home
                ? home
                : System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile),
            WorkingDirectory = System.Environment.CurrentDirectory,
            Self = hosted ? [process, Path.Combine(AppContext.BaseDirectory, "wm.dll")] : [process],
            OpenStore = StoreComposition.Open,
            ServeMcp = StoreComposition.ServeMcpAsync,
        };
    }
}
