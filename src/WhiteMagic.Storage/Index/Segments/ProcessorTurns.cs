namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Lets others have the processor now and then in long work that may run beside what somebody waits for.</summary>
/// <remarks>Without it, whoever a disk wakes waits for the end of the system's time slice, which is milliseconds.</remarks>
internal struct ProcessorTurns
{
    // About fifty microseconds of merging.
    private const int StepsInTurn = 128;

    private int _steps;

    /// <summary>Counts a step, and ends the turn when there were enough.</summary>
    public void Step()
    {
        if (++_steps == StepsInTurn)
        {
            _steps = 0;
            Thread.Yield();
        }
    }
}
