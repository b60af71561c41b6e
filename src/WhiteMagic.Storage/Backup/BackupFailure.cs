using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Backup;

/// <summary>Puts a file operation that failed during a backup into words that name the file, the cause and the remedy.</summary>
internal static class BackupFailure
{
    public static bool IsOfFiles(Exception error) => error is IOException or UnauthorizedAccessException;

    public static BackupException Reading(string name, Exception error)
    {
        var failure = FileOperationException.From(error, name);
        string remedy = failure.Failure == FileFailure.Denied ? "give this user read access to it" : "check the disk";
        return new BackupException($"{name} cannot be read: {WriteFailure.Reason(failure)}; no backup was made: {remedy}, then try again", error);
    }

    public static BackupException Writing(string path, Exception error)
    {
        var failure = FileOperationException.From(error, path);
        string remedy = failure.Failure switch
        {
            FileFailure.NoSpace => "free some space or choose a folder on another disk",
            FileFailure.Denied or FileFailure.ReadOnly => "choose a folder this user may write to",
            _ => "check the disk or choose a folder on another",
        };
        return new BackupException(
            $"{Path.GetFileName(path)} cannot be written: {WriteFailure.Reason(failure)}; no backup was made: {remedy}, then try again", error);
    }
}
