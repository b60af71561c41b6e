namespace WhiteMagic.Cli.Setup;

/// <summary>The scripts that let shells ask <c>wm</c> how a command line may go on.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        _wm_complete() {
            local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]}
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _wm_complete wm

        """;

    private const string Zsh = """
        #compdef wm
        _wm() {
            local -a found
            found=("${(@f)$(wm "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            if [[ -n "$found" ]]; then compadd -- $found; else _files; fi
        }
        compdef _wm wm

        """;

    private const string Fish = """
        function __wm_complete
            set -l line (commandline -cp)
            wm "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
        end
        complete -c wm -a '(__wm_complete)'

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName wm -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            wm "[suggest:$cursorPosition]" "$commandAst" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => PowerShell,
    };
}
