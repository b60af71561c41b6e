using System.CommandLine;

namespace WhiteMagic.Cli.Commands;

/// <summary>A verb of <c>wm</c>, or a family of verbs when it has no handler of its own.</summary>
internal sealed class Verb(string name, string description) : Command(name, description)
{
    public VerbGroup Group { get; init; }

    /// <summary>Command lines worth copying, each with what it does.</summary>
    public IReadOnlyList<(string Line, string What)> Examples { get; init; } = [];

    public Func<Invocation, CancellationToken, Task<int>>? Handler { get; init; }

    /// <summary>Gives the words that lead to this verb, such as <c>backup create</c>.</summary>
    public string Path => string.Join(' ', Parents.OfType<Verb>().Select(parent => parent.Name).Append(Name));
}
