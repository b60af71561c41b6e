namespace WhiteMagic.Execution.Files;

/// <summary>Says how much a <see cref="FileBatchReader"/> may read at once.</summary>
public sealed record FileReadOptions
{
    private const int MostBytes = 1 << 30;
    private const int MostWorkers = 1024;

    /// <summary>The most bytes that a file may hold, 64 MiB unless set; larger ones fail alone. From 1 to 1 GiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within that.</exception>
    public int MaxFileBytes
    {
        get;
        init => field = value is >= 1 and <= MostBytes
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(MaxFileBytes)} is from 1 to {MostBytes} bytes.");
    } = 64 << 20;

    /// <summary>The most files that are read at once, 64 unless set, when the disk is slow; from 1 to 1,024.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within that.</exception>
    public int MaxWorkers
    {
        get;
        init => field = value is >= 1 and <= MostWorkers
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(MaxWorkers)} is from 1 to {MostWorkers}.");
    } = 64;
}
