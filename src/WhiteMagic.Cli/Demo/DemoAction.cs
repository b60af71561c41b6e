namespace WhiteMagic.Cli.Demo;

/// <summary>One step to take: it says what came of it, or throws <see cref="WrongResultException"/>.</summary>
internal sealed record DemoAction(string Name, Func<DemoSession, CancellationToken, Task<string>> RunAsync);
