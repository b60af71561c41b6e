using System.Text.Json;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>What one run of <c>wm</c> gave back.</summary>
internal sealed record WmRun(int ExitCode, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public string[] Lines => Out.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
