using System.CommandLine;
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
                invocation.Terminal.Out.Write(CompletionScripts.For(invocation.Get(shell)!));
                return Task.FromResult(ExitCodes.Done);
            },
        };
    }
}
