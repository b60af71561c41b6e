using Spectre.Console;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Output;

/// <summary>Shows a bar on standard error while something long runs, if a person is there to see it.</summary>
internal static class ProgressView
{
    public static async Task<T> RunAsync<T>(Reporter reporter, string title, Func<IProgress<WorkProgress>?, Task<T>> work)
    {
        Terminal terminal = reporter.Terminal;
        if (!terminal.ErrorIsTerminal || reporter.Style.Quiet || !reporter.Style.Color)
        {
            return await work(null).ConfigureAwait(false);
        }

        Progress progress = SpectreTerminal.Create(terminal.Error, terminal.Width, color: true).Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context =>
        {
            ProgressTask bar = context.AddTask(Markup.Escape(title), maxValue: 1);
            return work(new Bar(bar));
        }).ConfigureAwait(false);
    }

    private sealed class Bar(ProgressTask task) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            task.IsIndeterminate = value.Total <= 0;
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
            if (value.Stage.Length > 0)
            {
                task.Description = Markup.Escape(SafeText.OneLine(value.Stage));
            }
        }
    }
}
