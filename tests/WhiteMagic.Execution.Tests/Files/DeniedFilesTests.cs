using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Files;

/// <summary>Files and folders that this user may not read; root, who may, looks at them as another user.</summary>
public sealed class DeniedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_ThatMayNotBeRead_AreNamedByAllWhoReadOrSearch()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "they are Linux's");
        _folder.Write("open", "needle");
        string closed = Path.GetDirectoryName(_folder.Write("z-closed/inner", "needle"))!;
        string secret = _folder.Write("secret", "needle");
        await Shell.RunAsync("chmod", ["-R", "a+rX", _folder.Root], Cancel);
        await Shell.RunAsync("chmod", ["0", secret, closed], Cancel);
        string[] asOther = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] : [];

        string[] said = await OtherProcess.RunAsync(asOther, ["files", _folder.Root], "open secret z-closed/inner");
        await Shell.RunAsync("chmod", ["700", closed], Cancel);

        Assert.Equal(
        [
            "read open Succeeded", "read secret Denied", "read z-closed/inner Denied",
            "read-portably open Succeeded", "read-portably secret Denied", "read-portably z-closed/inner Denied",
            "find open Succeeded", "find secret Succeeded", "find z-closed Denied",
            "search open Succeeded", "search secret Denied", "search z-closed Denied",
            "search-portably open Succeeded", "search-portably secret Denied", "search-portably z-closed Denied",
        ],
        said);
    }
}
