using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>Simulates one service under one policy, event by event and without a clock.</summary>
internal sealed class SimulatedRun(SimulatedPhase[] phases, IConcurrencyPolicy policy, int seed)
{
    private const int FirstLimit = 64;
    private const int Ceiling = 256;
    private const double Interval = 0.1;
    private const double CallTimeout = 1;
    private const double Look = 0.01;

    private readonly Random _random = new(seed);
    private readonly PriorityQueue<Event, (double At, long Number)> _events = new();
    private readonly Queue<Call> _waiting = new();
    private readonly Queue<Call> _deadlines = new();
    private readonly List<double>[] _latencies = [.. phases.Select(static _ => new List<double>())];
    private readonly double[] _work = new double[phases.Length];
    private LatencyWindow _window = new();
    private double _now;
    private double _phaseBegan;
    private int _phase;
    private int _limit = FirstLimit;
    private int _out;
    private int _serving;
    private double _backlog;
    private long _number;

    private enum Kind
    {
        Adapt,
        Look,
        Served,
    }

    public List<(double Throughput, double Latency)> Run()
    {
        double end = phases.Sum(static phase => phase.Length);
        Schedule(Interval, new Event(Kind.Adapt, null));
        Schedule(0, new Event(Kind.Look, null));
        while (_events.TryDequeue(out Event next, out (double At, long Number) when) && when.At < end)
        {
            _now = when.At;
            while (_phase < phases.Length - 1 && _now >= _phaseBegan + phases[_phase].Length)
            {
                _phaseBegan += phases[_phase++].Length;
                _backlog = 0;
            }

            Handle(next);
        }

        return [.. phases.Select((phase, index) => Judge(phase, _work[index], _latencies[index]))];
    }

    private static (double Throughput, double Latency) Judge(SimulatedPhase phase, double work, List<double> latencies)
    {
        double best = phase.Best();
        latencies.Sort();
        return best == 0 ? (1, 0) : (work / best, latencies.Count == 0 ? double.PositiveInfinity : latencies[latencies.Count / 2] / phase.Unloaded());
    }

    private void Handle(Event next)
    {
        switch (next.Kind)
        {
            case Kind.Adapt:
                ConcurrencySample sample = _window.ToSample(_limit, TimeSpan.FromSeconds(Interval));
                _limit = Math.Clamp(policy.NextLimit(sample), 1, Ceiling);
                _window = new LatencyWindow();
                _window.Saw(_out);
                Schedule(Interval, next);
                break;
            case Kind.Look:
                _backlog += phases[_phase].Arrivals is { } arrivals ? arrivals(_now - _phaseBegan) * Look : 0;
                GiveUpLate();
                Schedule(Look, next);
                break;
            default:
                _serving--;
                Answer(next.Call!);
                break;
        }

        Send();
        Serve();
    }

    private void Answer(Call call)
    {
        if (call.IsOver)
        {
            return;
        }

        End(call);
        _window.Add(TimeSpan.FromSeconds(_now - call.Began), CallResult.Completed);
        _latencies[_phase].Add(_now - call.Began);
        _work[_phase] += call.Work;
    }

    private void GiveUpLate()
    {
        while (_deadlines.TryPeek(out Call? call) && _now >= call.Began + CallTimeout)
        {
            _deadlines.Dequeue();
            if (!call.IsOver)
            {
                End(call);
                _window.TimedOut++;
            }
        }
    }

    private void End(Call call)
    {
        call.IsOver = true;
        _out--;
    }

    private void Send()
    {
        SimulatedPhase phase = phases[_phase];
        while (_out < _limit && (phase.Arrivals is null || _backlog >= 1))
        {
            _backlog -= phase.Arrivals is null ? 0 : 1;
            _window.Saw(++_out);
            Call call = new() { Began = _now };
            _deadlines.Enqueue(call);
            if (phase.Swallowed == 0 || _random.NextDouble() >= phase.Swallowed)
            {
                _waiting.Enqueue(call);
            }
        }
    }

    private void Serve()
    {
        SimulatedPhase phase = phases[_phase];
        double at = _now - _phaseBegan;
        while (_serving < phase.Slots(at) && _waiting.TryDequeue(out Call? call))
        {
            // A service notices that a caller has gone before it begins, not while it works.
            if (call.IsOver)
            {
                continue;
            }

            _serving++;
            double excess = Math.Max(1, _out / (double)phase.ThrashAbove);
            call.Work = phase.Service(at) * phase.Jitter(_random.NextDouble());
            Schedule(call.Work * excess * excess, new Event(Kind.Served, call));
        }
    }

    private void Schedule(double after, Event next) => _events.Enqueue(next, (_now + after, _number++));

    private readonly record struct Event(Kind Kind, Call? Call);

    private sealed class Call
    {
        public required double Began { get; init; }

        /// <summary>How long the service works on it when nothing slows it down.</summary>
        public double Work { get; set; }

        public bool IsOver { get; set; }
    }
}
