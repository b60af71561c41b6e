using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using System.Text.Json;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes the version.</summary>
internal sealed class VersionText(GlobalOptions globals) : SynchronousCommandLineAction
{
    public static string Version { get; } =
        typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        bool json = parseResult.GetValue(globals.Json);
        parseResult.InvocationConfiguration.Output.WriteLine(
            json ? JsonSerializer.Serialize(new VersionReport { Version = Version }, CliJson.Readable.VersionReport) : Version);
        return ExitCodes.Done;
    }
}
