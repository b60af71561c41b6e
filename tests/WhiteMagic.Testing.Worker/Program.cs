using System.Globalization;
using WhiteMagic.Storage.Files;
using WhiteMagic.Testing.Worker;

// A second process for tests: "hold LOCK" keeps the lock until a line comes in, "count LOCK TIMES FILE" adds to a number,
// "enter PLACES COUNT" keeps so many places until a line comes in, "serve STORE" carries out one operation a line, "files FOLDER" and
// "handles FOLDER" read and search what is in a folder, "cache" computes more than fits in memory.
if (args[0] == "serve")
{
    await StoreServing.RunAsync(args[1], Console.In, Console.Out);
    return;
}

if (args[0] == "cache")
{
    await CacheTrial.RunAsync(Console.Out);
    return;
}

if (args[0] is "files" or "handles")
{
    await (args[0] == "files" ? FileTrial.TellAllAsync(args[1], Console.Out) : HandleTrial.RunAsync(args[1], Console.Out));
    return;
}

if (args[0] == "enter")
{
    using var admission = new Admission(args[1], int.MaxValue, TimeProvider.System);
    for (var i = 0; i < int.Parse(args[2], CultureInfo.InvariantCulture); i++)
    {
        _ = await admission.EnterAsync(CancellationToken.None);
    }

    await Console.Out.WriteLineAsync("held");
    _ = await Console.In.ReadLineAsync();
    return;
}

using var storeLock = new ProcessLock(args[1], TimeProvider.System);
if (args[0] == "hold")
{
    using var held = await storeLock.AcquireAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
    await Console.Out.WriteLineAsync("held");
    _ = await Console.In.ReadLineAsync();
    return;
}

for (var i = 0; i < int.Parse(args[2], CultureInfo.InvariantCulture); i++)
{
    using var held = await storeLock.AcquireAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
    var number = int.Parse(await File.ReadAllTextAsync(args[3]), CultureInfo.InvariantCulture);
    await File.WriteAllTextAsync(args[3], (number + 1).ToString(CultureInfo.InvariantCulture));
}
