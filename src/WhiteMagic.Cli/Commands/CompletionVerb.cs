using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Setup;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm completion</c>.</summary>
internal static class CompletionVerb
{
    public static Verb Create()
    {
        Argument<string> shell = Choices.Argument("SHELL", "bash, zsh, fish or pwsh", ["bash", "zsh", "fish", "pwsh"]);
        return new Verb("completion", "Print the script that completes wm's verbs and options in a shell")
        {
            Group = VerbGroup.Setup,
            Arguments = { shell },
            Examples =
            [
                ("source <(wm completion bash)", "in ~/.bashrc"),
                ("wm completion fish > ~/.config/fish/completions/wm.fish", "once"),
            ],
            Handler = (invocation, _) =>
            {
                string chosen = invocation.Get(shell)!;
                var report = new CompletionReport { Shell = chosen, Script = CompletionScripts.For(chosen) };
                invocation.Output.Write(report, CliJson.Readable.CompletionReport, r => invocation.Terminal.Out.Write(r.Script));
                return Task.FromResult(ExitCodes.Done);
            },
        };
    }
}
