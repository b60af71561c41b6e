using System.Globalization;
using WhiteMagic.Execution.Tests.Files;

namespace WhiteMagic.Execution.Tests.Caching;

/// <summary>A process whose heap does not hold what is to be cached.</summary>
public sealed class ScarceMemoryTests
{
    [Fact]
    public async Task GetOrCompute_WithoutMemory_TellsEachCallerAndGoesOn()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "env is not everywhere");

        // 192 MiB, in hexadecimal.
        string[] said = await OtherProcess.RunAsync(["env", "DOTNET_GCHeapHardLimit=C000000"], ["cache"]);

        Assert.Equal(10, said.Length);
        Assert.All(said.Where(static (_, i) => i % 2 == 1), static after => Assert.Equal("goes on", after));
        foreach (string round in said.Where(static (_, i) => i % 2 == 0))
        {
            int[] callers = [.. round.Split(' ').Select(static number => int.Parse(number, CultureInfo.InvariantCulture))];
            Assert.Equal(256, callers.Sum());
            Assert.All(callers, static some => Assert.InRange(some, 1, 255));
        }
    }
}
