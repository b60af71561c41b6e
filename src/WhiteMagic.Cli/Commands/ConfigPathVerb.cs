using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Settings;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm config path</c>.</summary>
internal static class ConfigPathVerb
{
    public static Verb Create() => new("path", "Print where the settings file is, or would be")
    {
        Examples = [("wm config path", "also when there is no file yet")],
        Handler = (invocation, _) =>
        {
            var path = new PathReport { Path = ConfigFile.Locate(invocation.Host).Path };
            invocation.Output.Write(path, CliJson.Readable.PathReport, p => invocation.Output.Line(p.Path));
            return Task.FromResult(ExitCodes.Done);
        },
    };
}
