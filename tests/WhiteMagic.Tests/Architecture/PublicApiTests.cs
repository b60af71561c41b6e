using PublicApiGenerator;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Spaces;
using WhiteMagic.Testing;

namespace WhiteMagic.Tests.Architecture;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() =>
        Snapshot.Matches("WhiteMagic.txt", typeof(IMemorySpace).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));

    [Fact]
    public void PublicApiOfTheEngine_IsTheApprovedOne() =>
        Snapshot.Matches("WhiteMagic.Execution.txt", typeof(Job).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
