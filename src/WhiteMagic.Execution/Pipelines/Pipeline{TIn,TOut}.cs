namespace WhiteMagic.Execution.Pipelines;

/// <summary>
/// Takes items through stages that all work at the same time: each item goes on as soon as a stage is done with it, every
/// buffer is bounded, and every item ends in an outcome. A pipeline never changes; adding a stage gives another one, and any
/// number of runs may go on at once, each with its own buffers and statistics.
/// </summary>
/// <remarks>
/// Functions run on the shared thread pool. A function that blocks for long holds one of its threads; give such work to
/// threads of its own and await it in an asynchronous stage.
/// </remarks>
/// <typeparam name="TIn">The type of the items that the source gives.</typeparam>
/// <typeparam name="TOut">The type of what the last stage gives.</typeparam>
public sealed class Pipeline<TIn, TOut>
{
    /// <summary>The most items that a stage can be asked to work on at once.</summary>
    public const int MaxParallelLimit = 4096;

    private readonly Flow<TOut> _flow;

    internal Pipeline(Flow<TOut> flow, IReadOnlyList<string> stages)
    {
        _flow = flow;
        Stages = stages;
    }

    /// <summary>The names of the stages, in their order.</summary>
    public IReadOnlyList<string> Stages { get; }

    /// <summary>Adds a stage whose function makes one of one.</summary>
    /// <typeparam name="TNext">The type of what the stage gives.</typeparam>
    /// <param name="name">The stage's name, different from the names before it.</param>
    /// <param name="function">Makes the value; what it throws becomes the outcome of its item.</param>
    /// <param name="maxParallel">How many items it may work on at once, from 1 to <see cref="MaxParallelLimit"/>.</param>
    /// <param name="bufferSize">How many items may wait for the stage; null for what the run's options say.</param>
    /// <returns>The longer pipeline; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken, or the function gives tasks.</exception>
    /// <exception cref="ArgumentNullException">The name or the function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Pipeline<TIn, TNext> AddStage<TNext>(
        string name, Func<TOut, TNext> function, int maxParallel = 1, int? bufferSize = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (typeof(Task).IsAssignableFrom(typeof(TNext)) || typeof(TNext) == typeof(ValueTask)
            || (typeof(TNext).IsGenericType && typeof(TNext).GetGenericTypeDefinition() == typeof(ValueTask<>)))
        {
            throw new ArgumentException(
                $"The function of stage '{name}' gives tasks that nobody would await; take (item, token) and give a ValueTask.",
                nameof(function));
        }

        return Add<TNext>(Checked(name, maxParallel, bufferSize), setup => new MapWorker<TOut, TNext>(setup, function));
    }

    /// <summary>Adds a stage whose asynchronous function makes one of one.</summary>
    /// <typeparam name="TNext">The type of what the stage gives.</typeparam>
    /// <param name="name">The stage's name, different from the names before it.</param>
    /// <param name="function">
    /// Makes the value; what it throws becomes the outcome of its item. Its token is cancelled when the run stops early, and
    /// the run waits for it to return.
    /// </param>
    /// <param name="maxParallel">How many items it may work on at once, from 1 to <see cref="MaxParallelLimit"/>.</param>
    /// <param name="bufferSize">How many items may wait for the stage; null for what the run's options say.</param>
    /// <returns>The longer pipeline; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    /// <exception cref="ArgumentNullException">The name or the function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Pipeline<TIn, TNext> AddStage<TNext>(
        string name, Func<TOut, CancellationToken, ValueTask<TNext>> function, int maxParallel = 1, int? bufferSize = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Add<TNext>(Checked(name, maxParallel, bufferSize), setup => new MapAsyncWorker<TOut, TNext>(setup, function));
    }

    /// <summary>
    /// Adds a stage whose function makes none, one or many of one. What it gives goes on piece by piece as items of their own
    /// under the position of the item that they come from; an item of which it makes nothing has no outcome. When it throws
    /// midway, or the run stops, what it gave before goes on and one outcome that tells of it follows.
    /// </summary>
    /// <typeparam name="TNext">The type of what the stage gives.</typeparam>
    /// <param name="name">The stage's name, different from the names before it.</param>
    /// <param name="function">Gives a sequence, which is read no faster than the next stage takes from it.</param>
    /// <param name="maxParallel">How many items it may work on at once, from 1 to <see cref="MaxParallelLimit"/>.</param>
    /// <param name="bufferSize">How many items may wait for the stage; null for what the run's options say.</param>
    /// <returns>The longer pipeline; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    /// <exception cref="ArgumentNullException">The name or the function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Pipeline<TIn, TNext> AddSplit<TNext>(
        string name, Func<TOut, IEnumerable<TNext>> function, int maxParallel = 1, int? bufferSize = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Add<TNext>(Checked(name, maxParallel, bufferSize), setup => new SplitWorker<TOut, TNext>(setup, function));
    }

    /// <summary>Adds a stage whose function makes none, one or many of one asynchronously, by the same rules.</summary>
    /// <typeparam name="TNext">The type of what the stage gives.</typeparam>
    /// <param name="name">The stage's name, different from the names before it.</param>
    /// <param name="function">Gives a sequence, which is read no faster than the next stage takes from it.</param>
    /// <param name="maxParallel">How many items it may work on at once, from 1 to <see cref="MaxParallelLimit"/>.</param>
    /// <param name="bufferSize">How many items may wait for the stage; null for what the run's options say.</param>
    /// <returns>The longer pipeline; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    /// <exception cref="ArgumentNullException">The name or the function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Pipeline<TIn, TNext> AddSplit<TNext>(
        string name,
        Func<TOut, CancellationToken, IAsyncEnumerable<TNext>> function,
        int maxParallel = 1,
        int? bufferSize = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Add<TNext>(Checked(name, maxParallel, bufferSize), setup => new SplitAsyncWorker<TOut, TNext>(setup, function));
    }

    /// <summary>Prepares a run over a sequence; it starts when its outcomes are enumerated.</summary>
    /// <param name="source">Gives the items; it is read by one thread at a time, and disposed when the run ends.</param>
    /// <param name="options">How the run goes; null for <see cref="PipelineOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the run; what was taken from the source still ends in an outcome.</param>
    /// <returns>The run, whose outcomes can be enumerated once.</returns>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    public PipelineRun<TOut> Run(
        IEnumerable<TIn> source, PipelineOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Run(pump => pump.RunAsync(source), options, cancellationToken);
    }

    /// <summary>Prepares a run over an asynchronous sequence; it starts when its outcomes are enumerated.</summary>
    /// <param name="source">
    /// Gives the items; it is disposed when the run ends. Its token is cancelled when the run stops early, and the run waits for it.
    /// </param>
    /// <param name="options">How the run goes; null for <see cref="PipelineOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the run; what was taken from the source still ends in an outcome.</param>
    /// <returns>The run, whose outcomes can be enumerated once.</returns>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    public PipelineRun<TOut> Run(
        IAsyncEnumerable<TIn> source, PipelineOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Run(pump => pump.RunAsync(source), options, cancellationToken);
    }

    private PipelineRun<TOut> Run(
        Func<SourcePump<TIn>, Task> read, PipelineOptions? options, CancellationToken cancellationToken)
    {
        var run = new RunState(options ?? PipelineOptions.Default);
        return new(new(run, read), _flow, cancellationToken);
    }

    private Pipeline<TIn, TNext> Add<TNext>(
        StageDefinition stage, Func<WorkerSetup<TOut, TNext>, StageWorker<TOut, TNext>> createWorker) =>
        new(new StageFlow<TOut, TNext>(_flow, stage, createWorker), [.. Stages, stage.Name]);

    private StageDefinition Checked(string name, int maxParallel, int? bufferSize)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (Stages.Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is a stage '{name}' already; give each stage a name of its own.", nameof(name));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(maxParallel, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxParallel, MaxParallelLimit);
        ArgumentOutOfRangeException.ThrowIfLessThan(bufferSize ?? 1, 1, nameof(bufferSize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bufferSize ?? 1, PipelineOptions.MaxBufferSize, nameof(bufferSize));
        return new(name, maxParallel, bufferSize);
    }
}
