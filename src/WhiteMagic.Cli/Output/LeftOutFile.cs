using WhiteMagic.Execution;
using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Cli.Output;

/// <summary>Why a file was left out.</summary>
internal sealed record LeftOutFile
{
    public required string Path { get; init; }

    /// <summary><c>not_found</c>, <c>denied</c>, <c>binary</c>, <c>too_large</c>, <c>not_a_file</c>, <c>timeout</c> or <c>io</c>.</summary>
    public required string Code { get; init; }

    public required string Error { get; init; }

    /// <summary>Whether it was left out on purpose.</summary>
    public required bool Skipped { get; init; }

    public static LeftOutFile From<T>(ItemOutcome<T> outcome) => new()
    {
        Path = outcome.Error switch
        {
            FileReadException read => read.Path,
            SearchTimeoutException slow => slow.Path,
            _ => "",
        },
        Code = outcome.Error switch
        {
            FileReadException { Failure: FileReadFailure.NotFound or FileReadFailure.InvalidPath } => "not_found",
            FileReadException { Failure: FileReadFailure.Denied } => "denied",
            FileReadException { Failure: FileReadFailure.Binary } => "binary",
            FileReadException { Failure: FileReadFailure.TooLarge or FileReadFailure.TooLong } => "too_large",
            FileReadException { Failure: FileReadFailure.NotAFile } => "not_a_file",
            SearchTimeoutException => "timeout",
            _ => "io",
        },
        Error = outcome.Error?.Message ?? "",
        Skipped = outcome.Status == OutcomeStatus.Skipped,
    };
}
