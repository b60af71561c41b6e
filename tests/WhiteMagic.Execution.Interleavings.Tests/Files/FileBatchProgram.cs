using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Interleavings.Tests.Workers;

namespace WhiteMagic.Execution.Interleavings.Tests.Files;

/// <summary>
/// Random batches of files while others use the pool, and what must hold of them: each file is read once or has a reason why not,
/// its bytes are its own, and no more files are read at once than may be.
/// </summary>
internal sealed class FileBatchProgram
{
    private readonly Exploration _run;
    private readonly FileTraffic _traffic;
    private readonly FileBatchReader _reader;
    private readonly BusyCount _busy;
    private readonly bool _breaks;
    private bool _isBroken;
    private int[] _reads = [];

    private FileBatchProgram(Exploration run)
    {
        _run = run;
        _traffic = new(run);
        _breaks = run.Choose(4) == 0;
        var options = new FileReadOptions { MaxWorkers = 1 + run.Choose(3) };
        _busy = new(run, options.MaxWorkers);
        _reader = new(_traffic.Pool, options, _traffic.Time, OpenReader);
    }

    public static Task RunAsync(Exploration run)
    {
        var program = new FileBatchProgram(run);
        return program._traffic.RunAsync(program.ReadSomeAsync);
    }

    private async Task ReadSomeAsync()
    {
        for (var batches = 1 + _run.Choose(2); batches > 0; batches--)
        {
            _reads = new int[_run.Choose(12)];
            try
            {
                using var batch = await _reader.ReadAsync([.. _reads.Select((_, i) => $"{i}")], _traffic.Cancelled);
                _run.Expect(_busy.Busy == 0, "The batch has ended, and a file is being read.");
                _run.Expect(batch.Count == _reads.Length, $"There are {batch.Count} outcomes of {_reads.Length} files.");
                Check(batch);
            }
            catch (ObjectDisposedException)
            {
                _run.Expect(_traffic.IsStoppedEarly, "The pool was stopped, and nobody did that.");
            }
        }
    }

    private void Check(FileBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var outcome = batch[i];
            _run.Expect(
                outcome.Position == i && outcome.Status switch
                {
                    OutcomeStatus.Succeeded => _reads[i] == 1 && outcome.Value.Bytes.Span.SequenceEqual([(byte)i]),
                    OutcomeStatus.Failed when _reads[i] == 1 => Fails(i),
                    OutcomeStatus.Failed => (_traffic.IsStoppedEarly || _isBroken) && _reads[i] == 0 && outcome.Error is FileReadException,
                    _ => _traffic.IsCancelled && _reads[i] == 0 && outcome.Error is OperationCanceledException,
                },
                $"File {i} was read {_reads[i]} times and ended as {outcome}.");
        }
    }

    private ExploredReader OpenReader()
    {
        if (_breaks && _run.Choose(3) == 0)
        {
            _isBroken = true;
            throw new InvalidDataException("no reader");
        }

        return new(_traffic.Disk, Begin, _busy.Leave);
    }

    private void Begin(int file)
    {
        _busy.Enter();
        _reads[file]++;
        if (Fails(file))
        {
            _busy.Leave();
            throw new InvalidDataException("broken");
        }
    }

    private static bool Fails(int file) => file % 5 == 3;
}
