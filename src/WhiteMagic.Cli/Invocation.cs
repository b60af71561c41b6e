using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Settings;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Cli;

/// <summary>One run of one verb: its arguments, its settings, its store and its output, each made when first used.</summary>
internal sealed class Invocation : IAsyncDisposable
{
    private readonly GlobalOptions _globals;
    private readonly Lazy<EffectiveSettings> _settings;
    private readonly Lazy<Reporter> _output;
    private IMemorySpaces? _spaces;

    public Invocation(WmHost host, ParseResult parsed, GlobalOptions globals)
    {
        _globals = globals;
        Host = host;
        Parsed = parsed;
        _output = new Lazy<Reporter>(() => new Reporter(Terminal, host.Time, OutputStyle.From(host, parsed, globals)));
        _settings = new Lazy<EffectiveSettings>(LoadSettings);
    }

    public WmHost Host { get; }

    public ParseResult Parsed { get; }

    public Terminal Terminal => Host.Console.Value;

    public Reporter Output => _output.Value;

    public EffectiveSettings Settings => _settings.Value;

    public string? BaseDirectory => Get(_globals.BaseDirectory);

    public string? SpaceText => Get(_globals.Space);

    public StoreSettings Store => Settings.ForStore(Host, BaseDirectory);

    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);

    public IMemorySpaces OpenStore() => _spaces ??= Host.OpenStore(Store with { Progress = new ProgressRelay(Output) });

    public ValueTask<IMemorySpace> OpenSpaceAsync(CancellationToken cancellationToken) =>
        OpenStore().OpenAsync(SpaceName.Parse(SpaceText), cancellationToken);

    /// <summary>Carries out one operation of the space; the person sees that it runs when it takes long, as the first that has to index does.</summary>
    public Task<T> InSpaceAsync<T>(Func<IMemorySpace, Task<T>> operation, CancellationToken cancellationToken) =>
        ProgressView.RunAsync(Output, "working", async _ =>
        {
            IMemorySpace space = await OpenSpaceAsync(cancellationToken).ConfigureAwait(false);
            return await operation(space).ConfigureAwait(false);
        });

    public StoreBackups OpenBackups(StoreSettings store) =>
        new(store.BaseDirectory, Host.Time);

    public string FullPath(string path) => PathText.Resolve(path, Host);

    public async ValueTask DisposeAsync()
    {
        if (_spaces is not null)
        {
            await _spaces.DisposeAsync().ConfigureAwait(false);
        }
    }

    private EffectiveSettings LoadSettings()
    {
        EffectiveSettings settings = EffectiveSettings.Load(Host);
        foreach (string warning in settings.Warnings)
        {
            Output.Warn(warning);
        }

        return settings;
    }
}
