using WhiteMagic.Memories;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Cli;

/// <summary>An error in the words and the exit code a caller gets.</summary>
internal sealed record Failure(int ExitCode, string Code, string Message, string? NextStep = null)
{
    /// <summary>Puts an error into words; null for one that nobody foresaw, which should show its stack.</summary>
    public static Failure? From(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested =>
            new(ExitCodes.Cancelled, "cancelled", "cancelled"),
        MemoryNotFoundException missing => new(
            ExitCodes.NotFound, "not_found", $"no memory is named {missing.Id}", "wm search WORDS or wm list give the names there are"),
        MemoryConflictException => new(ExitCodes.Conflict, "conflict", exception.Message),
        InvalidInputException => new(ExitCodes.Usage, "invalid_input", exception.Message),
        UsageException => new(ExitCodes.Usage, "usage", exception.Message, "wm --help, or wm VERB --help, shows how"),
        BackupException => new(ExitCodes.Failed, "backup", exception.Message),
        WhiteMagicException => new(ExitCodes.Failed, "failed", exception.Message),
        UnauthorizedAccessException => new(ExitCodes.Failed, "denied", exception.Message, "check who owns the file or folder"),
        IOException => new(ExitCodes.Failed, "io", exception.Message),
        _ => null,
    };
}
