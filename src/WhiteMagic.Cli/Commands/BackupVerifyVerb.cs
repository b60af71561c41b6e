using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm backup verify</c>.</summary>
internal static class BackupVerifyVerb
{
    public static Verb Create()
    {
        Argument<string> path = BackupPath.Argument();
        return new Verb("verify", "Read a backup to its end and check the checksum of every file")
        {
            Arguments = { path },
            Examples = [("wm backup verify whitemagic_20261123_101500.tar.gz", "exit code 1 when anything differs")],
            Handler = async (invocation, cancellationToken) =>
            {
                string archive = BackupPath.Resolve(invocation, invocation.Get(path)!);
                BackupVerification result = await ProgressView.RunAsync(
                    invocation.Output, "checking", progress => StoreBackups.VerifyAsync(archive, progress, cancellationToken)).ConfigureAwait(false);
                invocation.Output.Write(result, CliJson.Readable.BackupVerification, r =>
                {
                    foreach (string problem in r.Problems)
                    {
                        invocation.Output.Line(problem);
                    }

                    invocation.Output.Line(r.Ok ? $"sound: {CountText.Of(r.Files, "file")}, {SizeText.Of(r.Bytes)}" : $"not sound: {CountText.Of(r.Problems.Count, "problem")}");
                });
                return result.Ok ? ExitCodes.Done : ExitCodes.Failed;
            },
        };
    }
}
