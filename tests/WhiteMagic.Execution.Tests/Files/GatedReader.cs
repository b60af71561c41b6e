using WhiteMagic.Execution.Files;

namespace WhiteMagic.Execution.Tests.Files;

/// <summary>A disk that answers nobody before so many wait for it.</summary>
internal sealed class GatedReader(int awaited) : IFileReader
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new();
    private int _waiting;
    private int _most;

    public Task Came => _came.Task;

    public bool AllCame => _came.Task.IsCompleted;

    /// <summary>How many waited at once.</summary>
    public int Most => _most;

    public void Open() => _open.TrySetResult();

    public void Dispose()
    {
    }

    public ReadOnlyMemory<byte> Read(string path, SlabBuffer buffer, int maxBytes)
    {
        int waiting = Interlocked.Increment(ref _waiting);
        for (int most = _most; waiting > most; most = _most)
        {
            Interlocked.CompareExchange(ref _most, waiting, most);
        }

        if (waiting == awaited)
        {
            _came.TrySetResult();
        }

        _open.Task.GetAwaiter().GetResult();
        Interlocked.Decrement(ref _waiting);
        return ReadOnlyMemory<byte>.Empty;
    }
}
