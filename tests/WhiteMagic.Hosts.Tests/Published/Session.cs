using System.Text.RegularExpressions;
using WhiteMagic.Hosts.Tests.Mcp;

namespace WhiteMagic.Hosts.Tests.Published;

/// <summary>Gives the script to one build of <c>wm</c>, in a home folder of its own, and keeps what it answered and left behind.</summary>
/// <param name="wm">The program and its first arguments.</param>
/// <param name="home">The folder.</param>
/// <param name="asked">What is put behind every line.</param>
internal sealed partial class Session(IReadOnlyList<string> wm, string home, params string[] asked)
{
    private readonly SessionText _text = new(home);
    private string _memory = "";
    private string _backup = "";

    public async Task<IReadOnlyList<SessionTurn>> RunAsync(CancellationToken cancellationToken)
    {
        Prepare();
        var turns = new List<SessionTurn>();
        foreach (SessionStep step in SessionScript.Steps)
        {
            turns.Add(await TakeAsync(step, cancellationToken));
        }

        return [.. turns, .. LeftBehind()];
    }

    private void Prepare()
    {
        foreach ((string path, string text) in SessionScript.Files)
        {
            string full = Path.Combine(home, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
            File.SetLastWriteTimeUtc(full, new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc));
        }
    }

    private async Task<SessionTurn> TakeAsync(SessionStep step, CancellationToken cancellationToken)
    {
        IEnumerable<string> words = SessionScript.Words(step.Line).Select(word =>
            word.Replace("{memory}", _memory, StringComparison.Ordinal).Replace("{backup}", _backup, StringComparison.Ordinal));
        ChildOutcome outcome = await ChildProcess.RunAsync(wm[0], [.. wm.Skip(1), .. words, .. asked], home, step.Input, cancellationToken);
        _memory = Memory.Match(outcome.Output) is { Success: true } memory ? memory.Value : _memory;
        _backup = Backup.Match(outcome.Output) is { Success: true } backup ? backup.Value : _backup;
        return new SessionTurn(step.Line, outcome.ExitCode, _text.Normalise(outcome.Output), _text.Normalise(outcome.Error));
    }

    // The index and the locks are each build's own business; every file that a person reads is not.
    private IEnumerable<SessionTurn> LeftBehind() => Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories)
        .Where(path => !Own.IsMatch(path))
        .Select(path => new SessionTurn(_text.Normalise(path), 0, path.EndsWith(".tar", StringComparison.Ordinal) ? "" : _text.Normalise(File.ReadAllText(path)), ""))
        .OrderBy(file => file.Line, StringComparer.Ordinal);

    [GeneratedRegex(@"\d{8}_\d{6}_why_files\.md", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Memory { get; }

    [GeneratedRegex(@"/\S*/kept/whitemagic_\d{8}_\d{6}\.tar", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Backup { get; }

    [GeneratedRegex(@"/\.whitemagic/(spaces/[^/]+/)?(index|write)|\.tar\.gz$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Own { get; }
}
