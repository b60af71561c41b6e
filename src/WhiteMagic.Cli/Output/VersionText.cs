using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes the version.</summary>
internal sealed class VersionText : SynchronousCommandLineAction
{
    public static string Version { get; } =
        typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(Version);
        return ExitCodes.Done;
    }
}
