using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Tests.Files;

/// <summary>Passes calls on until one fails: a system error once, or a crash, after which nothing works any more.</summary>
internal sealed class FaultyFileOperations(IFileOperations inner) : IFileOperations
{
    private bool _crashed;

    /// <summary>The changing call that fails, counted from 1; 0 for none.</summary>
    internal int FailAt { get; init; }

    /// <summary>What the failing call says; null for a crash.</summary>
    internal FileFailure? Failure { get; init; }

    /// <summary>True to crash when the call is done instead of before.</summary>
    internal bool CrashAfter { get; init; }

    internal int Calls { get; private set; }

    /// <summary>Told of each changing call before it is made, by its number.</summary>
    internal Action<int>? OnCall { get; init; }

    public void WriteNew(string path, ReadOnlySpan<byte> content, bool flush)
    {
        Before(path);
        inner.WriteNew(path, content, flush);
        After();
    }

    public void Append(string path, ReadOnlySpan<byte> content, bool flush)
    {
        Before(path);
        inner.Append(path, content, flush);
        After();
    }

    public bool TryMove(string from, string to) => Change(to, () => inner.TryMove(from, to));

    public void MoveOver(string from, string to) => Change(to, () =>
    {
        inner.MoveOver(from, to);
        return true;
    });

    public bool Delete(string path) => Change(path, () => inner.Delete(path));

    public void FlushDirectory(string folder) => Change(folder, () =>
    {
        inner.FlushDirectory(folder);
        return true;
    });

    public void CreateDirectory(string folder) => Change(folder, () =>
    {
        inner.CreateDirectory(folder);
        return true;
    });

    public FileContent? Read(string path) => Look(() => inner.Read(path));

    public FileStamp? Stat(string path) => Look(() => inner.Stat(path));

    public IReadOnlyList<string> List(string folder) => Look(() => inner.List(folder));

    private T Change<T>(string path, Func<T> call)
    {
        Before(path);
        var result = call();
        After();
        return result;
    }

    private T Look<T>(Func<T> call) => _crashed ? throw new CrashException() : call();

    private void Before(string path)
    {
        if (_crashed)
        {
            throw new CrashException();
        }

        Calls++;
        OnCall?.Invoke(Calls);
        if (Calls == FailAt && Failure is { } failure)
        {
            throw new FileOperationException(failure, path, "made to fail");
        }

        Crash(atEnd: false);
    }

    private void After() => Crash(atEnd: true);

    private void Crash(bool atEnd)
    {
        if (Calls == FailAt && Failure is null && CrashAfter == atEnd)
        {
            _crashed = true;
            throw new CrashException();
        }
    }
}
