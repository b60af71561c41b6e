namespace WhiteMagic.Cli;

/// <summary>Says that a file or folder a command line names cannot be used, by the path as it was given.</summary>
internal sealed class PathException(string given, string use, Exception cause) : WhiteMagicException(Describe(given, use, cause), cause)
{
    public bool IsDenied => InnerException is UnauthorizedAccessException;

    /// <summary>Does something with the path; <paramref name="use"/> is what it is to be, such as <c>read</c>.</summary>
    /// <exception cref="PathException">It cannot be done.</exception>
    public static async Task<T> GuardAsync<T>(string given, string use, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PathException(given, use, error);
        }
    }

    private static string Describe(string given, string use, Exception cause) => cause switch
    {
        FileNotFoundException when use == "read" => $"there is no file {given}",
        FileNotFoundException or DirectoryNotFoundException => $"{given} cannot be {use}: its folder does not exist",
        UnauthorizedAccessException => $"{given} cannot be {use}: you may not, or it is a folder",
        _ => Reason(cause) is { } reason ? $"{given} cannot be {use}: {reason}" : $"{given} cannot be {use}",
    };

    // The system's own words come with the absolute path behind them.
    internal static string? Reason(Exception cause)
    {
        string reason = cause.Message.Split(" : '")[0].TrimEnd('.');
        return reason.Contains('\'', StringComparison.Ordinal) ? null : char.ToLowerInvariant(reason[0]) + reason[1..];
    }
}
