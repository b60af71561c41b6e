namespace WhiteMagic.Hosts.Tests.Published;

/// <summary>A command line of a session, with quotes around words that hold spaces.</summary>
/// <param name="Line">What is typed; <c>{memory}</c> and <c>{backup}</c> stand for the newest one's name.</param>
/// <param name="Exit">The exit code it must end with.</param>
/// <param name="Input">What is piped to it.</param>
internal sealed record SessionStep(string Line, int Exit = 0, string Input = "");
