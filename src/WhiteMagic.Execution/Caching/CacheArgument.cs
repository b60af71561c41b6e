namespace WhiteMagic.Execution.Caching;

internal static class CacheArgument
{
    private const int MaxTags = 64;
    private const int MaxTagLength = 256;

    // The longest time that a timer of the platform takes.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    public static TimeSpan CheckLifetime(TimeSpan value, string name) =>
        value > TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(name, value,
                $"{name} must be greater than zero, or Timeout.InfiniteTimeSpan for no bound at all.");

    public static TimeSpan? CheckLifetime(TimeSpan? value, string name) =>
        value is { } given ? CheckLifetime(given, name) : null;

    public static TimeSpan CheckTimeout(TimeSpan value, string name) =>
        (value > TimeSpan.Zero && value <= LongestTimer) || value == Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(name, value,
                $"{name} must be greater than zero and at most {LongestTimer.Days} days, " +
                "or Timeout.InfiniteTimeSpan to wait without a deadline.");

    public static T CheckPositive<T>(T value, string name) where T : struct, IComparable<T> =>
        value.CompareTo(default) > 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");

    public static T CheckPresent<T>(T? value, string name) where T : class =>
        value ?? throw new ArgumentNullException(name);

    public static string CheckTag(string tag, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag, name);
        return tag.Length <= MaxTagLength
            ? tag
            : throw new ArgumentException($"A tag has {tag.Length} characters; at most {MaxTagLength} are allowed.", name);
    }

    public static string[] CheckTags(IReadOnlyList<string> tags, string name)
    {
        ArgumentNullException.ThrowIfNull(tags, name);
        return tags.Count <= MaxTags
            ? [.. tags.Select(tag => CheckTag(tag, name)).Distinct(StringComparer.Ordinal)]
            : throw new ArgumentException($"{tags.Count} tags were given; at most {MaxTags} are allowed.", name);
    }
}
