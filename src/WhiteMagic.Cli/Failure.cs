using WhiteMagic.Memories;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Cli;

/// <summary>An error in the words and the exit code a caller gets.</summary>
internal sealed record Failure(int ExitCode, string Code, string Message, string? NextStep = null)
{
    /// <summary>Puts an error into words; one that nobody foresaw is named by its type.</summary>
    public static Failure From(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested =>
            new(ExitCodes.Cancelled, "cancelled", "cancelled"),
        MemoryNotFoundException missing => new(
            ExitCodes.NotFound, "not_found", $"no memory is named {missing.Id}", "wm search WORDS or wm list give the names there are"),
        MemoryConflictException => new(ExitCodes.Conflict, "conflict", exception.Message),
        InvalidInputException => new(ExitCodes.Usage, "invalid_input", exception.Message),
        UsageException => new(ExitCodes.Usage, "usage", exception.Message, "wm --help, or wm VERB --help, shows how"),
        PathException path => new(ExitCodes.Failed, path.IsDenied ? "denied" : "io", exception.Message),
        BackupException => new(ExitCodes.Failed, "backup", exception.Message),
        WhiteMagicException => new(ExitCodes.Failed, "failed", exception.Message),
        UnauthorizedAccessException => new(ExitCodes.Failed, "denied", exception.Message, "check who owns the file or folder"),
        IOException => new(ExitCodes.Failed, "io", exception.Message),
        OutOfMemoryException or TypeInitializationException { InnerException: OutOfMemoryException } => new(
            ExitCodes.Failed, "no_memory", "there is not enough memory for this, or the system gives no more threads", "ask for less at once, or allow wm more of both"),
        _ when MissingLibrary(exception) is { } library => new(
            ExitCodes.Failed, "failed", $"{library} cannot be loaded; put it beside wm again, or install wm anew"),
        _ => new(ExitCodes.Failed, "internal", $"internal error: {exception.GetType().Name}; WM_DEBUG=1 shows where"),
    };

    private static string? MissingLibrary(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DllNotFoundException)
            {
                return cause.Message.Split('\'') is [_, var name, _, ..] ? FileOf(name) : "a library of wm";
            }
        }

        return null;
    }

    private static string FileOf(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
}
