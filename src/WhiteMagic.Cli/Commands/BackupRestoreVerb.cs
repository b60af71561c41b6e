using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Settings;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm backup restore</c>.</summary>
internal static class BackupRestoreVerb
{
    public static Verb Create()
    {
        Argument<string> path = BackupPath.Argument();
        var target = new Option<string?>("--target-dir") { Description = "Another base folder to restore into", HelpName = "DIR" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would change" };
        Option<bool> yes = Confirmation.Option();
        return new Verb("restore", "Make the store what a backup holds, after backing up what it is now")
        {
            Arguments = { path },
            Options = { target, dryRun, yes },
            Examples =
            [
                ("wm backup restore whitemagic_20261123_101500.tar.gz --dry-run", "see what would change"),
                ("wm backup restore whitemagic_20261123_101500.tar.gz --target-dir ~/look", "unpack it elsewhere"),
            ],
            Handler = async (invocation, cancellationToken) =>
            {
                string archive = BackupPath.Resolve(invocation, invocation.Get(path)!);
                bool dry = invocation.Get(dryRun);
                StoreSettings settings = invocation.Get(target) is { } other
                    ? invocation.Store with { BaseDirectory = invocation.FullPath(other) }
                    : invocation.Store;
                if (!dry && !await Confirmation.IsGivenAsync(
                    invocation, yes, $"Make {settings.BaseDirectory} what {Path.GetFileName(archive)} holds?", cancellationToken).ConfigureAwait(false))
                {
                    return Confirmation.Declined(invocation, "nothing was restored");
                }

                StoreBackups backups = invocation.OpenBackups(settings);
                RestoreReport report = await ProgressView.RunAsync(
                    invocation.Output, "restoring", progress => backups.RestoreAsync(archive, dry, progress, cancellationToken)).ConfigureAwait(false);
                invocation.Output.Write(report, CliJson.Readable.RestoreReport, r => Show(invocation.Output, r));
                return ExitCodes.Done;
            },
        };
    }

    private static void Show(Reporter output, RestoreReport report)
    {
        foreach ((string sign, IReadOnlyList<string> names) in new[] { ("+", report.Added), ("~", report.Changed), ("-", report.Removed) })
        {
            foreach (string name in names)
            {
                output.Line($"{sign} {name}");
            }
        }

        string would = report.DryRun ? "would be " : "";
        output.Note($"{would}added {report.Added.Count}, {would}changed {report.Changed.Count}, {would}removed {report.Removed.Count}, unchanged {report.Unchanged}");
        if (report.SafetyBackup is { } safety)
        {
            output.Note($"what was there before is in {safety}");
        }
    }
}
