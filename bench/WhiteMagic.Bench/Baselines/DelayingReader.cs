using WhiteMagic.Execution.Files;

namespace WhiteMagic.Bench.Baselines;

/// <summary>A disk that makes each reader wait before it gives a file.</summary>
internal sealed class DelayingReader(TimeSpan latency) : IFileReader
{
    private readonly LinuxFileReader _disk = new();
    private readonly ManualResetEvent _never = new(false);

    public ReadOnlyMemory<byte> Read(string path, SlabBuffer buffer, int maxBytes)
    {
        _never.WaitOne(latency);
        return _disk.Read(path, buffer, maxBytes);
    }

    public void Dispose()
    {
        _disk.Dispose();
        _never.Dispose();
    }
}
