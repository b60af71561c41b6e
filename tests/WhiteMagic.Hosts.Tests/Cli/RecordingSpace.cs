using System.Collections.Concurrent;
using System.Reflection;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>A space that writes down which of its operations are called.</summary>
public class RecordingSpace : DispatchProxy
{
    private IMemorySpace _space = null!;
    private ConcurrentQueue<string> _called = null!;

    /// <summary>Wraps a space.</summary>
    public static IMemorySpace Of(IMemorySpace space, ConcurrentQueue<string> called)
    {
        IMemorySpace recording = Create<IMemorySpace, RecordingSpace>();
        var proxy = (RecordingSpace)(object)recording;
        (proxy._space, proxy._called) = (space, called);
        return recording;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _called.Enqueue(targetMethod!.Name);
        return targetMethod.Invoke(_space, args);
    }
}
