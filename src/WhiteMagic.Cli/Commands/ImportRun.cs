using WhiteMagic.Cli.Import;
using WhiteMagic.Cli.Output;

namespace WhiteMagic.Cli.Commands;

/// <summary>Runs an import and reports it, the same for every kind of source.</summary>
internal static class ImportRun
{
    public static async Task<int> RunAsync(
        Invocation invocation, IReadOnlyList<ImportItem> items, bool dryRun, CancellationToken cancellationToken)
    {
        var space = await invocation.OpenSpaceAsync(cancellationToken).ConfigureAwait(false);
        var importer = new Importer(space, dryRun, invocation.Store.Workers.IoWorkers);
        ImportReport report = await ProgressView.RunAsync(
            invocation.Output, "importing", progress => importer.RunAsync(items, progress, cancellationToken)).ConfigureAwait(false);
        invocation.Output.Write(report, CliJson.Readable.ImportReport, r => ImportText.Write(invocation.Output, r));
        return report.FailedCount > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }
}
