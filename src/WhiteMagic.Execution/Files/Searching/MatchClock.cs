using System.Text.RegularExpressions;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Bounds the time that lines which are slow to match take in one file; of one worker.</summary>
internal sealed class MatchClock(TimeProvider time, TimeSpan most)
{
    // Lines as slow as this are not what a sound pattern makes.
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(1);

    private TimeSpan _spent;

    public void BeginFile() => _spent = TimeSpan.Zero;

    public long Begin() => time.GetTimestamp();

    /// <exception cref="RegexMatchTimeoutException">The file has had its time.</exception>
    public void End(long began)
    {
        TimeSpan took = time.GetElapsedTime(began);
        _spent += took >= Slow ? took : TimeSpan.Zero;
        if (_spent > most)
        {
            throw new RegexMatchTimeoutException();
        }
    }
}
