using System.Globalization;
using WhiteMagic.Cli.Output;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm reindex</c>.</summary>
internal static class ReindexVerb
{
    public static Verb Create() => new("reindex", "Build the index anew from the files")
    {
        Group = VerbGroup.Care,
        Examples = [("wm reindex", "loses nothing but when memories were last read")],
        Handler = async (invocation, cancellationToken) =>
        {
            ReindexReport report = await ProgressView.RunAsync(invocation.Output, "indexing", async progress =>
            {
                var space = await invocation.OpenSpaceAsync(cancellationToken).ConfigureAwait(false);
                return await space.ReindexAsync(progress, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
            invocation.Output.Write(report, WhiteMagicJson.Readable.ReindexReport, r =>
            {
                invocation.Output.Line(string.Create(
                    CultureInfo.InvariantCulture, $"{CountText.Memories(r.Memories)} indexed in {r.Milliseconds / 1000:0.00} s"));
                if (r.Problems > 0)
                {
                    invocation.Output.Note($"{CountText.Of(r.Problems, "file")} cannot be read as memories; wm doctor names them");
                }
            });
            return ExitCodes.Done;
        },
    };
}
