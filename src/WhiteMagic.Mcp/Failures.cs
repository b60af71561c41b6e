using ModelContextProtocol;

namespace WhiteMagic.Mcp;

/// <summary>Turns what went wrong into what the caller may read, and logs what they may not.</summary>
internal static class Failures
{
    private const string Internal = "internal error: the operation failed for a reason the server's log has; trying again may help, and wm doctor checks the store";

    private const string NoMemory = "there is not enough memory for this, or the system gives no more threads; ask for less at once, such as with a limit or max_tokens, or allow the server more of both";

    /// <summary>Whether an error is to be explained, and not the caller's own cancellation.</summary>
    public static bool IsOurs(Exception error, CancellationToken cancellationToken) =>
        error is not McpProtocolException && (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested);

    // A type that finds no memory to begin with wraps what it threw.
    private static bool IsOfMemory(Exception? error) => error is OutOfMemoryException || (error is TypeInitializationException && IsOfMemory(error.InnerException));

    public static async Task<string> ExplainAsync(this McpServerSettings settings, Exception error, string operation)
    {
        if (error is WhiteMagicException)
        {
            return error.Message;
        }

        if (IsOfMemory(error))
        {
            return NoMemory;
        }

        await settings.Log.WriteLineAsync($"wm mcp: {operation} failed: {error}");
        return Internal;
    }
}
