using System.Globalization;
using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Files;

/// <summary>A process that may open no more files.</summary>
public sealed class HandlesExhaustedTests : IDisposable
{
    private const int Files = 200;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_WithoutDescriptors_AreNamedNothingHangsAndNothingLeaks()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "they are Linux's");
        Enumerable.Range(0, Files).ToList().ForEach(i => _folder.Write($"{i % 10}/{i}", "needle"));

        string[] said = await OtherProcess.RunAsync(["prlimit", "--nofile=400:400"], ["handles", _folder.Root]);

        string[][] rounds = [.. said[..^2].Select(static line => line.Split(' '))];
        Assert.Equal(20, rounds.Length);
        foreach (string[] round in rounds)
        {
            int[] counts = [.. round[2..].Select(static number => int.Parse(number, CultureInfo.InvariantCulture))];
            (int succeeded, int named, int all) = (counts[0], counts[1], counts[2]);
            Assert.True(succeeded + named == all, $"not all that failed are named: {string.Join(' ', round)}");
            Assert.True(named > 0 || round is not ["0", ..], $"none failed: {string.Join(' ', round)}");
            Assert.True(all == Files + 1 || !round[1].StartsWith("read", StringComparison.Ordinal), $"not all have an outcome: {string.Join(' ', round)}");
            Assert.True(succeeded == Files || round is not ["1", ..], $"one worker has enough with one descriptor: {string.Join(' ', round)}");
            Assert.True(succeeded == 0 || round is not ["0", ..], $"files were opened without descriptors: {string.Join(' ', round)}");
        }

        Assert.Equal($"after {Files} {Files} {Files} {Files} {Files}", said[^2]);
        Assert.Equal("handles 0", said[^1]);
    }
}
