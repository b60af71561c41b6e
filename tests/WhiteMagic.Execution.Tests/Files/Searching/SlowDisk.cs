using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Files.Searching;

/// <summary>A disk on which each file has to be let through.</summary>
internal sealed class SlowDisk
{
    private readonly object _gate = new();
    private int _waiting;
    private int _allowed;
    private bool _isOpen;

    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting;
            }
        }
    }

    public FileSearcher Searcher(IWorkerPool workers, TimeProvider time) => new(workers, null, time) { NewFile = () => new SlowFile(this) };

    public async Task WaitForAsync(int waiting, CancellationToken cancellationToken)
    {
        while (Waiting < waiting)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Lets one of those who wait through.</summary>
    public void LetOneThrough()
    {
        lock (_gate)
        {
            _allowed += _waiting > _allowed ? 1 : 0;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Lets all through from now on.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _isOpen = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Wait()
    {
        lock (_gate)
        {
            _waiting++;
            while (!_isOpen && _allowed == 0)
            {
                Monitor.Wait(_gate);
            }

            _allowed -= _isOpen ? 0 : 1;
            _waiting--;
        }
    }
}
