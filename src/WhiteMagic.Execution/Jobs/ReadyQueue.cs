namespace WhiteMagic.Execution.Jobs;

/// <summary>Orders the jobs that could start: the imminent deadline, then the priority, then the longest remaining path.</summary>
/// <param name="graph">The jobs.</param>
/// <param name="latestStarts">The tick by which each must start, <see cref="long.MaxValue"/> for no such tick; null when none has one.</param>
internal sealed class ReadyQueue(JobGraph graph, long[]? latestStarts)
{
    /// <summary>How many jobs may go before a class that waits.</summary>
    public const int MostPassedOver = 32;

    private const int Classes = 5;

    private readonly Job[] _jobs = graph.Items;
    private readonly int[] _ranks = graph.Estimates.Ranks;
    private readonly int[] _byRank = graph.Estimates.ByRank;
    private readonly RankHeap[] _classes = [new(), new(), new(), new(), new()];
    private readonly int[] _passedOver = new int[Classes];
    private readonly PriorityQueue<int, long>? _deadlines = latestStarts is null ? null : new();

    /// <summary>How soon a latest start makes a job go before all others: the next worker might be free only this much later.</summary>
    public long Window { get; set; }

    public void Push(int job)
    {
        _classes[(int)_jobs[job].Priority].Push(_ranks[job]);
        if (_deadlines is not null && latestStarts![job] != long.MaxValue)
        {
            _deadlines.Enqueue(job, latestStarts[job]);
        }
    }

    /// <summary>Takes the next job; a job with a deadline may come twice, and the caller knows which it has taken.</summary>
    public bool TryPop(long now, out int job)
    {
        if (_deadlines is not null && _deadlines.TryPeek(out job, out long latest) && latest - now <= Window)
        {
            _deadlines.Dequeue();
            return true;
        }

        int chosen = Choose();
        if (chosen < 0)
        {
            job = -1;
            return false;
        }

        job = _byRank[_classes[chosen].Pop()];
        _passedOver[chosen] = 0;
        return true;
    }

    private int Choose()
    {
        int chosen = -1;
        for (int i = 0; i < Classes; i++)
        {
            if (_classes[i].Count == 0)
            {
                continue;
            }

            if (chosen < 0)
            {
                chosen = i;
            }
            else if (_passedOver[i]++ >= MostPassedOver && _passedOver[i] > _passedOver[chosen])
            {
                chosen = i;
            }
        }

        return chosen;
    }
}
