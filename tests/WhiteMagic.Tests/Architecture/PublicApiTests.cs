using PublicApiGenerator;
using WhiteMagic.Spaces;
using WhiteMagic.Testing;

namespace WhiteMagic.Tests.Architecture;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() =>
        Snapshot.Matches("WhiteMagic.txt", typeof(IMemorySpace).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
