using WhiteMagic.Cli.Import;
using WhiteMagic.Cli.Output;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Commands;

/// <summary>Runs an import and reports it, the same for every kind of source.</summary>
internal static class ImportRun
{
    public static async Task<int> RunAsync(
        Invocation invocation,
        Func<IProgress<WorkProgress>?, Task<IReadOnlyList<ImportItem>>> read,
        bool dryRun,
        CancellationToken cancellationToken)
    {
        ImportReport report = await ProgressView.RunAsync(invocation.Output, "importing", async progress =>
        {
            IReadOnlyList<ImportItem> items = await read(progress).ConfigureAwait(false);
            var space = await invocation.OpenSpaceAsync(cancellationToken).ConfigureAwait(false);
            var importer = new Importer(space, dryRun, invocation.Store.Workers.IoWorkers);
            return await importer.RunAsync(items, progress, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        invocation.Output.Write(report, CliJson.Readable.ImportReport, r => ImportText.Write(invocation.Output, r));
        return report.FailedCount > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }
}
