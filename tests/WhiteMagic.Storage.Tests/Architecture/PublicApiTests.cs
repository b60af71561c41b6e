using PublicApiGenerator;
using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Architecture;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() =>
        Snapshot.Matches("WhiteMagic.Storage.txt", typeof(MemoryStore).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
