using System.CommandLine;
using WhiteMagic.Cli.Commands;
using WhiteMagic.Cli.Output;

namespace WhiteMagic.Cli.Demo;

/// <summary><c>wm demo</c>.</summary>
internal static class DemoVerb
{
    public static Verb Create()
    {
        var keep = new Option<bool>("--keep") { Description = "Leave the demo's folder behind, to look into" };
        return new Verb("demo", "See it work, in a folder of its own: notes imported, served, used and edited, each result checked")
        {
            Group = VerbGroup.Setup,
            Options = { keep },
            Examples =
            [
                ("wm demo", "touches nothing of yours; exit code 1 when a result is wrong"),
                ("wm demo --keep", "then look at the files it wrote"),
            ],
            Handler = (invocation, cancellationToken) => RunAsync(invocation, invocation.Get(keep), cancellationToken),
        };
    }

    private static async Task<int> RunAsync(Invocation invocation, bool keep, CancellationToken cancellationToken)
    {
        using var folder = new DemoFolder(keep);
        DemoReport report = await ProgressView.RunAsync(
            invocation.Output, "demo", progress => DemoRun.RunAsync(invocation.Host, folder, progress, cancellationToken)).ConfigureAwait(false);
        invocation.Output.Write(report, CliJson.Readable.DemoReport, r => DemoText.Write(invocation.Output, r));
        return report.Ok ? ExitCodes.Done : ExitCodes.Failed;
    }
}
