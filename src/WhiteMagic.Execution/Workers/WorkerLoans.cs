namespace WhiteMagic.Execution.Workers;

/// <summary>Lends the workers of calls to what is asked for from inside of them, one at a time each; the pool's lock guards all of it.</summary>
internal sealed class WorkerLoans(WorkerTally tally)
{
    /// <summary>How many calls wait for a worker that is lent.</summary>
    public int Waiting { get; private set; }

    /// <summary>Lends a call's worker to one made from inside, now or in its turn.</summary>
    /// <returns>Whether it got the worker; the caller then starts it.</returns>
    public bool Lend(WorkerCall call, WorkerCall lender)
    {
        call.Accept();
        if (!lender.HasLent)
        {
            Begin(call, lender);
            return true;
        }

        call.Lender = lender;
        call.Place = (lender.Borrowers ??= []).AddLast(call);
        Waiting++;
        return false;
    }

    /// <summary>Lends a call's worker to what somebody inside waits for, unless it is lent already.</summary>
    public bool TryLend(WorkerCall call, WorkerCall? lender)
    {
        // Who waits for a free worker has asked to be told of one; others inside only offer work, and go on meanwhile.
        if (lender is not { IsAwaitingWorker: true, HasLent: false })
        {
            return false;
        }

        Begin(call, lender);
        return true;
    }

    /// <summary>Takes a call out that waits.</summary>
    public void Leave(LinkedListNode<WorkerCall> place)
    {
        place.List!.Remove(place);
        Waiting--;
    }

    /// <summary>Settles the loans of a call that ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="borrower">The call that the worker turns to, if any.</param>
    /// <param name="lender">The call that has its worker back and nobody to lend it to, if any.</param>
    /// <returns>Whether the worker is not free yet.</returns>
    public bool Return(WorkerCall call, out WorkerCall? borrower, out WorkerCall? lender)
    {
        (borrower, lender) = (null, null);
        call.HasEnded = true;
        if (call.HasLent)
        {
            return true;
        }

        // A worker that was lent through several calls goes back to the first of them that still needs it.
        for (lender = call.Lender; lender is not null; lender = lender.Lender)
        {
            if (lender.Borrowers?.First is { } first)
            {
                Leave(first);
                borrower = first.Value;
                tally.Started(borrower);
                lender = null;
                return true;
            }

            lender.HasLent = false;
            if (!lender.HasEnded)
            {
                return true;
            }
        }

        return false;
    }

    private void Begin(WorkerCall call, WorkerCall lender)
    {
        call.Lender = lender;
        lender.HasLent = true;
        tally.Started(call);
    }
}
