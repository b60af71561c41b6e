using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

// What the cache does for one caller at a time, written as plainly as it can be.
internal sealed class CacheModel
{
    private readonly Dictionary<string, Kept> _kept = [];

    public long Computations { get; private set; }

    public long Hits { get; private set; }

    public long StaleServes { get; private set; }

    public int Entries => _kept.Count;

    // "!" stands for a failure, here and in what is given.
    public string? Get(string key, string? computed, CacheEntryOptions options, TimeSpan now)
    {
        if (_kept.TryGetValue(key, out var kept) && now < kept.FreshUntil)
        {
            Hits++;
            StaleServes += kept.IsStale ? 1 : 0;
            return kept.Value;
        }

        Computations++;
        if (computed != "!")
        {
            Keep(key, computed, options, now);
            return computed;
        }

        var standIn = options.StaleFor is not null && kept is not null && kept.Value != "!" && now < kept.UsableUntil ? kept : null;
        StaleServes += standIn is null ? 0 : 1;
        if (options.FailureTtl is { } life)
        {
            _kept[key] = standIn is null
                ? new("!", now + life, now + life, options.Tags, false)
                : standIn with { FreshUntil = Min(now + life, standIn.UsableUntil), IsStale = true };
        }

        return standIn is null ? "!" : standIn.Value;
    }

    public void Set(string key, string? value, CacheEntryOptions options, TimeSpan now)
    {
        _kept.Remove(key);
        Keep(key, value, options, now);
    }

    public int Remove(Func<string, IReadOnlyList<string>, bool> chosen)
    {
        var keys = _kept.Where(pair => chosen(pair.Key, pair.Value.Tags)).Select(pair => pair.Key).ToArray();
        foreach (var key in keys)
        {
            _kept.Remove(key);
        }

        return keys.Length;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Keep(string key, string? value, CacheEntryOptions options, TimeSpan now)
    {
        if ((value is null ? options.NullTtl : options.Ttl) is { } life)
        {
            _kept[key] = new(value, now + life, now + life + (options.StaleFor ?? TimeSpan.Zero), options.Tags, false);
        }
    }

    private sealed record Kept(
        string? Value, TimeSpan FreshUntil, TimeSpan UsableUntil, IReadOnlyList<string> Tags, bool IsStale);
}
