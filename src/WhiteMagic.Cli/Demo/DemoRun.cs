using System.Text.Json;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Demo;

/// <summary>Takes the steps of the demo in order and times them; a wrong one does not keep the others from being taken.</summary>
internal static class DemoRun
{
    public static async Task<DemoReport> RunAsync(
        WmHost host, DemoFolder folder, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        (string Phase, DemoAction Action)[] all =
            [.. Phases(host).SelectMany(phase => phase.Actions, (phase, action) => (phase.Name, action))];
        var steps = new List<DemoStep>();
        long began = host.Time.GetTimestamp();
        var session = new DemoSession(host, folder);
        await using (session.ConfigureAwait(false))
        {
            foreach ((string phase, DemoAction action) in all)
            {
                progress?.Report(new WorkProgress(steps.Count, all.Length, action.Name));
                steps.Add(await TakeAsync(phase, action, session, cancellationToken).ConfigureAwait(false));
            }
        }

        return new DemoReport
        {
            Steps = steps,
            Ms = Since(began, host.Time),
            Memories = session.Imported.Count,
            Contexts = session.Contexts,
            Folder = folder.Kept ? folder.Root : null,
        };
    }

    private static IEnumerable<DemoPhase> Phases(WmHost host) =>
    [
        new("Bring notes in", ImportActions.For(host)),
        new("Serve them to an agent", ServerActions.Start),
        new("Find", FindActions.All),
        new("Write", AgentActions.All),
        new("Put together what matters", ContextActions.All),
        new("Change files behind its back", EditorActions.All),
        new("Leave", ServerActions.Stop),
    ];

    private static async Task<DemoStep> TakeAsync(string phase, DemoAction action, DemoSession session, CancellationToken cancellationToken)
    {
        session.Tokens = 0;
        long began = session.Time.GetTimestamp();
        string result;
        string? expected = null;
        try
        {
            result = await action.RunAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (WrongResultException wrong)
        {
            (result, expected) = (wrong.Message, wrong.Expected);
        }
        catch (Exception error) when (IsOfAStep(error))
        {
            (result, expected) = (error.Message, "no error");
        }

        return new DemoStep
        {
            Phase = phase,
            Name = action.Name,
            Ok = expected is null,
            Result = result,
            Expected = expected,
            Ms = Since(began, session.Time),
            Tokens = session.Tokens,
        };
    }

    // The latter three are how an answer shows that lacks a member or has one of another type.
    private static bool IsOfAStep(Exception error) =>
        error is WhiteMagicException or IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException;

    private static double Since(long began, TimeProvider time) => Math.Round(time.GetElapsedTime(began).TotalMilliseconds, 2);
}
