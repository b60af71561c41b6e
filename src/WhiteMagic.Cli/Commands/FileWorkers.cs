using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Cli.Commands;

/// <summary>Makes the pool in which one command reads or searches files, as large as the settings say.</summary>
internal static class FileWorkers
{
    public const string Name = "files";

    public static WorkerPool Open(Invocation invocation) =>
        new(new WorkerPoolOptions { Name = Name, Limit = invocation.Settings.IoWorkers, UsesOwnThreads = true });
}
