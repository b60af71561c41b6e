using System.Globalization;
using Spectre.Console;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Output;

/// <summary>A line on standard error that shows how far something long is, and goes when it is over.</summary>
/// <remarks>What takes less than half a second shows nothing. A terminal that cannot move its cursor gets a line for each quarter done.</remarks>
internal sealed class ProgressLine : IProgress<WorkProgress>, IDisposable
{
    private const int BarWidth = 30;
    private const int LeastWidthOfBar = 40;
    private const string Erase = "\r\e[K";
    private const string Frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WorthEstimating = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Terminal _terminal;
    private readonly OutputStyle _style;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private WorkProgress _now;
    private long _began;
    private string _told = "";
    private int _frame;
    private bool _isDrawn;
    private bool _isOver;

    public ProgressLine(Terminal terminal, OutputStyle style, TimeProvider time, string title)
    {
        (_terminal, _style, _time, _began) = (terminal, style, time, time.GetTimestamp());
        _now = new WorkProgress(0, 0, title);
        _timer = time.CreateTimer(_ => Draw(), null, Patience, Interval);
    }

    public void Report(WorkProgress value)
    {
        lock (_gate)
        {
            string stage = value.Stage.Length > 0 ? SafeText.OneLine(value.Stage) : _now.Stage;
            bool isNext = stage != _now.Stage;

            // Workers report in any order; what is done stays done.
            _now = value with { Stage = stage, Done = isNext ? value.Done : Math.Max(_now.Done, value.Done) };
            _began = isNext ? _time.GetTimestamp() : _began;
        }
    }

    /// <summary>Writes something else above it.</summary>
    public void WriteAbove(Action write)
    {
        lock (_gate)
        {
            Clear();
            write();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            Clear();
        }

        _timer.Dispose();
    }

    private void Draw()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            if (_style.MovesCursor)
            {
                _isDrawn = true;
                _terminal.Error.Write("\r" + Line() + "\e[K");
            }
            else if (Quarter() is var told && told != _told)
            {
                _told = told;
                _terminal.Error.WriteLine(told);
            }
        }
    }

    private void Clear()
    {
        if (_isDrawn)
        {
            _isDrawn = false;
            _terminal.Error.Write(Erase);
        }
    }

    private string Quarter() => _now.Total > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{_now.Stage}: {25 * (4 * Done() / _now.Total)} %")
        : $"{_now.Stage} …";

    private string Line()
    {
        string title = LineFit.Clip(_now.Stage, _terminal.Width / 3);
        if (_now.Total <= 0)
        {
            return $"{title} {Styled(Frames[_frame++ % Frames.Length].ToString(), "36")}";
        }

        long done = Done();
        if (_terminal.Width < LeastWidthOfBar)
        {
            return LineFit.Clip(string.Create(CultureInfo.InvariantCulture, $"{_now.Stage} {100 * done / _now.Total,3} %"), _terminal.Width - 1);
        }

        int width = Math.Clamp(_terminal.Width - title.GetCellWidth() - "  100 %  00:00:00 left ".Length, 0, BarWidth);
        int filled = (int)(width * done / _now.Total);
        string bar = Styled(new string('━', filled), "36") + Styled(new string('─', width - filled), "2");
        return string.Create(CultureInfo.InvariantCulture, $"{title} {bar} {100 * done / _now.Total,3} %{Left(done)}");
    }

    private string Left(long done)
    {
        TimeSpan elapsed = _time.GetElapsedTime(_began);
        return done > 0 && elapsed >= WorthEstimating
            ? string.Create(CultureInfo.InvariantCulture, $"  {(elapsed * ((double)(_now.Total - done) / done)):hh\\:mm\\:ss} left")
            : "";
    }

    private long Done() => Math.Clamp(_now.Done, 0, _now.Total);

    private string Styled(string text, string code) => _style.Color && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
