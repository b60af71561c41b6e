namespace WhiteMagic.Storage.Tests.Processes;

/// <summary>Speaks with the worker of these tests, which answers in the order it was asked in.</summary>
internal sealed class WorkerProtocol : IStoreProtocol
{
    private int _answered;

    public IReadOnlyList<string> Command(string folder) =>
    [
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        Path.Combine(AppContext.BaseDirectory, "WhiteMagic.Testing.Worker.dll"), "serve", folder,
    ];

    public string Request(int number, string operation) => operation;

    public StoreAnswer? Answer(string line)
    {
        string[] parts = line.Split('\t', 2);
        return new StoreAnswer(_answered++, IsError: parts[0] != "ok", parts[1]);
    }
}
