namespace WhiteMagic.Hosts.Tests.Mcp;

internal sealed record ChildOutcome
{
    public required int ExitCode { get; init; }

    public required string Output { get; init; }

    public required string Error { get; init; }

    public void AssertSucceeded() => Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
}
