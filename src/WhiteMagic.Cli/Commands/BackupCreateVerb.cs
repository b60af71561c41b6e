using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm backup create</c>.</summary>
internal static class BackupCreateVerb
{
    public static Verb Create()
    {
        var output = new Option<string?>("--output", "-o") { Description = "The folder it goes to (default: .whitemagic/backups in the store)", HelpName = "DIR" };
        var plain = new Option<bool>("--no-compress") { Description = "A .tar instead of a .tar.gz" };
        return new Verb("create", "Write every memory of every space into one archive, with a checksum of each")
        {
            Options = { output, plain },
            Examples = [("wm backup create", "into the store's own folder"), ("wm backup create -o /mnt/usb", "onto another disk")],
            Handler = async (invocation, cancellationToken) =>
            {
                string? directory = invocation.Get(output) is { } given ? invocation.FullPath(given) : null;
                if (directory is not null)
                {
                    await PathException.GuardAsync(invocation.Get(output)!, "written to", () => Task.FromResult(Directory.CreateDirectory(directory))).ConfigureAwait(false);
                }

                StoreBackups backups = invocation.OpenBackups(invocation.Store);
                BackupReceipt receipt = await ProgressView.RunAsync(
                    invocation.Output, "backing up", progress => backups.CreateAsync(directory, !invocation.Get(plain), progress, cancellationToken)).ConfigureAwait(false);
                invocation.Output.Write(receipt, CliJson.Readable.BackupReceipt, r =>
                {
                    invocation.Output.Done("wrote", r.Path);
                    foreach (string skipped in r.Skipped)
                    {
                        invocation.Output.Warn($"left out {skipped}");
                    }

                    invocation.Output.Note($"{CountText.Of(r.Files, "file")}, {SizeText.Of(r.Bytes)}, packed {SizeText.Of(r.ArchiveBytes)}");
                });
                return ExitCodes.Done;
            },
        };
    }
}
