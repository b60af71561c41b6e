namespace WhiteMagic.Hosts.Tests.Published;

/// <summary>What one command line of a session was answered with, or what one file held after it, without what differs from run to run.</summary>
internal sealed record SessionTurn(string Line, int Exit, string Output, string Error)
{
    public override string ToString() => $"$ {Line}\n= {Exit}\n{Output}\n{Error}";
}
