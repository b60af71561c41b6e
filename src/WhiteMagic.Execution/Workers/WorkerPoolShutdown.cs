namespace WhiteMagic.Execution.Workers;

/// <summary>Tells what a pool left undone when it was stopped.</summary>
/// <param name="Cancelled">How many calls were cancelled while they waited.</param>
/// <param name="StillRunning">How many workers were still busy; calls were asked to stop, and what was started without a call was not.</param>
public readonly record struct WorkerPoolShutdown(int Cancelled, int StillRunning)
{
    /// <summary>Whether everything was finished.</summary>
    public bool IsComplete => Cancelled == 0 && StillRunning == 0;
}
