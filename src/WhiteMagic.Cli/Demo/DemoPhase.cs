namespace WhiteMagic.Cli.Demo;

/// <summary>Steps that belong together.</summary>
internal sealed record DemoPhase(string Name, IEnumerable<DemoAction> Actions);
