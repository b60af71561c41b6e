using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Setup;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm setup</c>.</summary>
internal static class SetupVerb
{
    public static Verb Create()
    {
        string[] clients = [.. SetupClient.All.Select(client => client.Name)];
        Argument<string> name = Choices.Argument("CLIENT", $"One of {string.Join(", ", clients)}", clients);
        var project = new Option<bool>("--project") { Description = "Only for the project in the working folder" };
        var remove = new Option<bool>("--remove") { Description = "Take the server out again" };
        var print = new Option<bool>("--print") { Description = "Only print what the client's file needs" };
        Option<bool> yes = Confirmation.Option();
        return new Verb("setup", "Let an MCP client use the memories: shows the change, asks, keeps a copy of the file")
        {
            Group = VerbGroup.Setup,
            Arguments = { name },
            Options = { project, remove, print, yes },
            Examples =
            [
                ("wm setup claude-code", "show the change to its settings, and make it when you agree"),
                ("wm setup vscode --project --yes", "for this project, without asking"),
                ("wm --base-dir ~/work/memory setup cursor", "a client of another store"),
            ],
            Handler = async (invocation, cancellationToken) =>
            {
                SetupClient client = SetupClient.All.First(known => known.Name == invocation.Get(name));
                IReadOnlyList<string> command = Command(invocation);
                if (invocation.Get(print))
                {
                    await invocation.Terminal.Out.WriteAsync(ClientSetup.Snippet(client, command)).ConfigureAwait(false);
                    return ExitCodes.Done;
                }

                string path = FileOf(client, invocation, invocation.Get(project));
                bool removing = invocation.Get(remove);
                ClientSetup change = removing ? ClientSetup.Remove(client, path) : ClientSetup.Add(client, path, command);
                SetupReport report = await CarryOutAsync(invocation, yes, (client, path, change), removing, cancellationToken).ConfigureAwait(false);
                invocation.Output.Write(report, CliJson.Readable.SetupReport, r => Show(invocation.Output, client, r));
                return ExitCodes.Done;
            },
        };
    }

    private static async Task<SetupReport> CarryOutAsync(
        Invocation invocation, Option<bool> yes, (SetupClient Client, string Path, ClientSetup Change) setup, bool removing, CancellationToken cancellationToken)
    {
        var report = new SetupReport { Client = setup.Client.Name, Path = setup.Path, Outcome = "unchanged", Diff = setup.Change.Diff };
        if (!setup.Change.Changes)
        {
            return report with { Diff = "" };
        }

        bool agreed = invocation.Get(yes);
        if (!agreed && invocation.Terminal.CanAsk)
        {
            await invocation.Terminal.Error.WriteAsync($"{setup.Path}\n{setup.Change.Diff}").ConfigureAwait(false);
            agreed = await invocation.Output.AskAsync($"Make this change for {setup.Client.Title}?", cancellationToken).ConfigureAwait(false);
        }

        return agreed
            ? report with { Backup = setup.Change.Write(invocation.Host.Time.GetUtcNow()), Outcome = removing ? "removed" : "written" }
            : report with { Outcome = "shown" };
    }

    private static void Show(Reporter output, SetupClient client, SetupReport report)
    {
        if (report.Outcome == "shown")
        {
            output.Line(report.Path);
            output.Line(report.Diff.TrimEnd('\n'));
            output.Note($"nothing was changed; wm setup {client.Name} --yes makes this change");
            return;
        }

        output.Done(report.Outcome, report.Path);
        if (report.Backup is { } backup)
        {
            output.Note($"the file as it was is in {backup}");
        }

        if (report.Outcome == "written")
        {
            output.Note($"start {client.Title} anew to use it");
        }
    }

    private static string FileOf(SetupClient client, Invocation invocation, bool project)
    {
        if (!project)
        {
            return client.UserFile(SetupFolders.Of(invocation.Host));
        }

        return client.ProjectFile is { } inProject
            ? Path.Join(invocation.Host.WorkingDirectory, inProject)
            : throw new UsageException($"{client.Title} has no settings of a project; leave --project out");
    }

    private static List<string> Command(Invocation invocation)
    {
        List<string> command = [.. invocation.Host.Self, "mcp"];
        if (invocation.BaseDirectory is { } folder)
        {
            command.AddRange(["--base-dir", invocation.FullPath(folder)]);
        }

        if (invocation.SpaceText is { } space)
        {
            command.AddRange(["--space", space]);
        }

        return command;
    }
}
