using System.CommandLine;
using System.CommandLine.Help;
using WhiteMagic.Cli.Demo;
using WhiteMagic.Cli.Output;

namespace WhiteMagic.Cli.Commands;

/// <summary>Puts the verbs together.</summary>
internal static class WmCommands
{
    public const string Description = "A memory for you and your agents: Markdown files you own, found at once.";

    public static RootCommand CreateRoot(GlobalOptions globals)
    {
        var root = new RootCommand(Description);
        foreach (Option option in root.Options)
        {
            option.Action = option switch
            {
                HelpOption => new HelpText(),
                VersionOption => new VersionText(globals),
                _ => option.Action,
            };
        }

        foreach (Option option in globals.All)
        {
            root.Add(option);
        }

        foreach (Verb verb in Verbs())
        {
            root.Add(verb);
        }

        return root;
    }

    private static IEnumerable<Verb> Verbs() =>
    [
        CreateVerb.Create(), ReadVerb.Create(), UpdateVerb.Create(), DeleteVerb.Create(), RestoreVerb.Create(),
        SearchVerb.Create(), ListVerb.Create(), TagsVerb.Create(), ContextVerb.Create(), FilesVerb.Create(),
        RelateVerb.Create(), ConsolidateVerb.Create(), MetricsVerb.Create(),
        ImportVerb.Create(), ExportVerb.Create(), BackupVerb.Create(),
        StatsVerb.Create(), DoctorVerb.Create(), ReindexVerb.Create(), CacheVerb.Create(),
        McpVerb.Create(), SetupVerb.Create(), DemoVerb.Create(), ConfigVerb.Create(), CompletionVerb.Create(),
    ];
}
