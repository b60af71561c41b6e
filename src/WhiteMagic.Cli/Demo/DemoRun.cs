using System.Text.Json;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Demo;

/// <summary>Takes the steps of the demo in order and times them; a wrong one does not keep the others from being taken.</summary>
internal static class DemoRun
{
    public static async Task<DemoReport> RunAsync(
        WmHost host, DemoFolder folder, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<DemoAction> actions =
            [.. ImportActions.For(host), .. ServerActions.Start, .. AgentActions.All, .. ContextActions.All, .. EditorActions.All, .. ServerActions.Stop];
        var steps = new List<DemoStep>();
        long began = host.Time.GetTimestamp();
        var session = new DemoSession(host, folder);
        await using (session.ConfigureAwait(false))
        {
            foreach (DemoAction action in actions)
            {
                progress?.Report(new WorkProgress(steps.Count, actions.Count, action.Name));
                steps.Add(await TakeAsync(action, session, cancellationToken).ConfigureAwait(false));
            }
        }

        return new DemoReport
        {
            Steps = steps,
            Ms = Since(began, host.Time),
            Memories = session.Imported.Count,
            QuickContext = session.QuickContext,
            Folder = folder.Kept ? folder.Root : null,
        };
    }

    private static async Task<DemoStep> TakeAsync(DemoAction action, DemoSession session, CancellationToken cancellationToken)
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
