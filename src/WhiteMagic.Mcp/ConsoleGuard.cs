namespace WhiteMagic.Mcp;

/// <summary>Sends what is written to the console elsewhere until disposed: standard output belongs to the protocol.</summary>
internal sealed class ConsoleGuard : IDisposable
{
    private readonly TextWriter _before = Console.Out;

    public ConsoleGuard(TextWriter log) => Console.SetOut(log);

    public void Dispose() => Console.SetOut(_before);
}
