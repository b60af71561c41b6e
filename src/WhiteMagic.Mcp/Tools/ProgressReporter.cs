using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Mcp.Tools;

/// <summary>Tells the caller how far a call is: ever more, not too often, and in the end that it is done.</summary>
internal sealed class ProgressReporter(McpServer server, ProgressToken token, TimeProvider clock) : IProgress<WorkProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private WorkProgress _latest = new(0, 0, string.Empty);
    private long _before;
    private long _told;
    private long _toldAt;
    private bool _any;
    private Task _sending = Task.CompletedTask;

    public void Report(WorkProgress value)
    {
        lock (_gate)
        {
            if (value.Stage != _latest.Stage && _latest.Total > 0 && _latest.Done >= _latest.Total)
            {
                // What comes after something that is done goes on where that ended.
                _before = _latest.Done;
            }

            value = value with { Done = _before + value.Done, Total = value.Total > 0 ? _before + value.Total : 0 };
            if (value.Done <= _latest.Done)
            {
                return;
            }

            _latest = value;
            if (!_any || clock.GetElapsedTime(_toldAt) >= Interval)
            {
                Tell(value);
            }
        }
    }

    /// <summary>Says that all is done, and waits until every report is on its way: none may follow the result.</summary>
    public Task CompleteAsync()
    {
        lock (_gate)
        {
            long end = Math.Max(Math.Max(_latest.Total, _latest.Done), 1);
            if (end > _told)
            {
                Tell(_latest with { Done = end, Total = end });
            }

            return _sending;
        }
    }

    /// <summary>Waits until every report is on its way.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            return _sending;
        }
    }

    private void Tell(WorkProgress value)
    {
        (_told, _toldAt, _any) = (value.Done, clock.GetTimestamp(), true);
        _sending = SendAfterAsync(_sending, value);
    }

    private async Task SendAfterAsync(Task before, WorkProgress value)
    {
        await before;
        try
        {
            await server.NotifyProgressAsync(token, new ProgressNotificationValue
            {
                Progress = value.Done,
                Total = value.Total > 0 ? value.Total : null,
                Message = value.Stage.Length > 0 ? value.Stage : null,
            });
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The caller is gone; the work is not theirs alone to lose.
        }
    }
}
