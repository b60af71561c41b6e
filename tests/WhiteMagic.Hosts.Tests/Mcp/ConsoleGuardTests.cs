using System.Text.Json;

namespace WhiteMagic.Hosts.Tests.Mcp;

public sealed class ConsoleGuardTests
{
    [Fact]
    public async Task Console_WrittenToByWhatIsServed_GoesToTheLogUntilTheServerEnds()
    {
        TextWriter before = Console.Out;
        await using (var served = new ServedSpace(settings => settings with { GuardConsole = true }))
        {
            served.Spaces.Hooks.OnSearch = _ =>
            {
                Console.WriteLine("a library talks");
                return Task.CompletedTask;
            };

            JsonElement answer = await served.CallAsync(1, "search_memories", "{}");

            Assert.Equal(1, answer.GetProperty("id").GetInt32());
            Assert.Contains("a library talks", served.Log, StringComparison.Ordinal);
        }

        Assert.Same(before, Console.Out);
    }
}
