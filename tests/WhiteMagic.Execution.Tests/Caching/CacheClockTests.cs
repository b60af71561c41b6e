using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

public sealed class CacheClockTests
{
    [Fact]
    public void After_OfTheSystemsClock_IsInItsUnit()
    {
        var clock = new CacheClock(TimeProvider.System);

        Assert.Equal(1_500, clock.After(1_000, TimeSpan.FromMilliseconds(500)));
        Assert.Equal(1_001, clock.After(1_000, TimeSpan.FromTicks(1)));
        Assert.Equal(TimeSpan.FromHours(1).TotalMilliseconds, clock.After(clock.Now, TimeSpan.FromHours(1)) - clock.Now, 1_000.0);
    }

    [Fact]
    public void After_LifeWithoutEnd_IsNever()
    {
        foreach (var clock in new[] { new CacheClock(TimeProvider.System), new CacheClock(new WatchedTimeProvider()) })
        {
            Assert.Equal(CacheClock.Never, clock.After(clock.Now, Timeout.InfiniteTimeSpan));
            Assert.Equal(CacheClock.Never, clock.After(CacheClock.Never, TimeSpan.FromTicks(1)));
            Assert.True(clock.After(clock.Now, TimeSpan.MaxValue) > clock.After(clock.Now, TimeSpan.FromDays(365_000)));
        }
    }
}
