using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm backup list</c>.</summary>
internal static class BackupListVerb
{
    public static Verb Create()
    {
        var folder = new Option<string?>("--output", "-o") { Description = "The folder to look in (default: .whitemagic/backups in the store)", HelpName = "DIR" };
        return new Verb("list", "List the backups there are, the latest first")
        {
            Options = { folder },
            Examples = [("wm backup list", "name, age and size")],
            Handler = (invocation, _) =>
            {
                string? directory = invocation.Get(folder) is { } given ? invocation.FullPath(given) : null;
                BackupList list = invocation.OpenBackups(invocation.Store).List(directory);
                invocation.Output.Write(list, CliJson.Readable.BackupList, l => Show(invocation.Output, l));
                return Task.FromResult(ExitCodes.Done);
            },
        };
    }

    private static void Show(Reporter output, BackupList list)
    {
        var table = new TextTable("Made", "Size", "Path") { Numbers = new HashSet<int> { 1 }, Flexible = new HashSet<int> { 2 } };
        foreach (BackupInfo backup in list.Backups)
        {
            table.Add(output.Dates.Full(backup.Created), SizeText.Of(backup.Bytes), backup.Path);
        }

        output.Table(table);
        if (list.Backups.Count == 0)
        {
            output.Note("no backups; wm backup create makes one");
        }
    }
}
