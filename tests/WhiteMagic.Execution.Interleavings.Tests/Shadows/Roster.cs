namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Stands in for the list of all living owners, which schedules that run side by side would share.</summary>
internal sealed class Roster<T>(Action<T>? onGone = null)
{
    public void Add(object owner, T figures) => _ = (onGone, owner, figures);

    public TResult Read<TResult>(Func<IEnumerable<T>, TResult> read) => read([]);
}
