using System.CommandLine;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Cli.Commands;

/// <summary>Finds the backup a command line names.</summary>
internal static class BackupPath
{
    public static Argument<string> Argument() => new("PATH") { Description = "The backup: a path, or the name of one in the store's backups folder" };

    /// <summary>Gives its absolute path; a bare name that is no file here is looked for among the store's backups.</summary>
    public static string Resolve(Invocation invocation, string given)
    {
        string path = invocation.FullPath(given);
        if (File.Exists(path) || Path.GetFileName(given) != given)
        {
            return path;
        }

        StoreBackups backups = invocation.OpenBackups(invocation.Store);
        string kept = Path.Join(backups.DefaultDirectory, given);
        return File.Exists(kept) ? kept : path;
    }
}
