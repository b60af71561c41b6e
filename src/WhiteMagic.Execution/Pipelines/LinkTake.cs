namespace WhiteMagic.Execution.Pipelines;

/// <summary>What a reader got: items under one ticket, nothing yet (it sleeps on its signal), or the end.</summary>
internal readonly record struct LinkTake(int Count, long Ticket, bool IsEnd)
{
    public static LinkTake Nothing => default;

    public static LinkTake End => new(0, 0, IsEnd: true);
}
