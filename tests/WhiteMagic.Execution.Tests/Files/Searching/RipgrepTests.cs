using System.Collections.Concurrent;
using System.Diagnostics;
using CsCheck;
using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Execution.Tests.Files.Searching;

/// <summary>Compares with ripgrep, where it is installed.</summary>
public sealed class RipgrepTests : IAsyncDisposable
{
    private const int Patterns = 1_000;

    private static readonly Gen<string> Text = Gen.OneOf<string>("a", "b", "ab", "k", "s", "é", "É", "日", "x", "Z", "S", "K", "aa", "-", ".", "0", "7", "\t", "A", "bb")
        .Array[0, 10].Select(static words => string.Join(' ', words)).Array[0, 12].Select(static lines => string.Join('\n', lines));

    private static readonly Gen<string[]> Literals = Gen.OneOf<string>("a", "b a", "ab", "k", "S", "é", "日", "x Z", "-", ".", "7", "aa", "\u212A", "ſ", "k s").Array[1, 8];

    private readonly SearchBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Search_ForRandomPatterns_FindsWhatRipgrepFinds()
    {
        Assert.SkipUnless(IsInstalled(), "ripgrep is not installed: on Debian, apt-get install ripgrep.");
        var random = new PCG(20261123);
        for (int i = 0; i < 40; i++)
        {
            _bench.Write($"{i % 3}/f{i}", Text.Generate(random, null, out _) + (i % 2 == 0 ? "\n" : ""));
        }

        (SearchPattern Pattern, string[] Asked)[] patterns = [.. Enumerable.Range(0, Patterns).Select(i => Make(random, isRegex: i % 2 == 0, ignoresCase: i % 3 == 0))];
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(patterns, Cancel, async (one, _) =>
        {
            string[] theirs = await RunAsync(one.Asked);
            string[] ours = await _bench.LinesAsync(one.Pattern, null, ".");
            if (!theirs.Order(StringComparer.Ordinal).SequenceEqual(ours.Order(StringComparer.Ordinal)))
            {
                wrong.Enqueue($"{string.Join(' ', one.Asked)}: ripgrep {theirs.Length}, here {ours.Length}, differing in {string.Join(" / ", theirs.Except(ours).Concat(ours.Except(theirs)).Take(3))}");
            }
        });

        Assert.Empty(wrong.Take(5));
    }

    private static (SearchPattern Pattern, string[] Asked) Make(PCG random, bool isRegex, bool ignoresCase)
    {
        string[] texts = isRegex ? [Expressions.Any.Generate(random, null, out _)] : Literals.Generate(random, null, out _);
        string[] asked = [isRegex ? "-n" : "-nF", ignoresCase ? "-i" : "-s", .. texts.SelectMany(static text => new[] { "-e", text }), "."];
        return (isRegex ? SearchPattern.Regex(texts[0], ignoresCase) : SearchPattern.AnyOf(texts, ignoresCase), asked);
    }

    private static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Join(folder, "rg")));

    private async Task<string[]> RunAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("rg", ["--no-config", "--no-heading", "--color=never", "-uuu", "-j1", .. arguments])
        {
            WorkingDirectory = _bench.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(Cancel);
        string output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode <= 1, $"rg ended with {process.ExitCode}: {await error}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
