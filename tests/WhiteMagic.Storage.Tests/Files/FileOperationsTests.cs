using System.Text;
using WhiteMagic.Storage.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Files;

public sealed class FileOperationsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<bool> Both => [true, false];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Both))]
    public void WriteNew_FreeName_HoldsTheContent(bool portable)
    {
        var operations = Operations(portable);
        var content = Enumerable.Range(0, 100_000).Select(i => (byte)i).ToArray();
        operations.WriteNew(At("a.md"), content, flush: true);
        Assert.Equal(content, operations.Read(At("a.md"))!.Value.Bytes);
        Assert.Equal(content.Length, operations.Stat(At("a.md"))!.Value.Size);
    }

    [Theory, MemberData(nameof(Both))]
    public void WriteNew_TakenName_LeavesTheOldContent(bool portable)
    {
        File.WriteAllText(At("a.md"), "old");
        var failure = Assert.Throws<FileOperationException>(() => Operations(portable).WriteNew(At("a.md"), "new"u8, true));
        Assert.Equal("old", File.ReadAllText(At("a.md")));
        Assert.True(portable || failure.Failure == FileFailure.Taken);
    }

    [Theory, MemberData(nameof(Both))]
    public void Append_ManyAtOnce_KeepsEveryLineWhole(bool portable)
    {
        const int Writers = 8;
        const int Lines = 100;
        var operations = Operations(portable);
        Parallel.For(0, Writers, new ParallelOptions { MaxDegreeOfParallelism = Writers }, writer =>
        {
            for (var line = 0; line < Lines; line++)
            {
                operations.Append(At("log"), Encoding.UTF8.GetBytes($"{writer}:{line}\n"), flush: false);
            }
        });
        var expected = Enumerable.Range(0, Writers).SelectMany(writer => Enumerable.Range(0, Lines).Select(line => $"{writer}:{line}"));
        Assert.Equal(expected.Order(StringComparer.Ordinal), File.ReadAllLines(At("log")).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public void Append_NoFolder_SaysSo(bool portable)
    {
        var failure = Assert.Throws<FileOperationException>(() => Operations(portable).Append(At("gone/log"), "x"u8, flush: false));
        Assert.Equal(FileFailure.Missing, failure.Failure);
    }

    [Theory, MemberData(nameof(Both))]
    public void TryMove_TakenName_ReturnsFalseAndChangesNothing(bool portable)
    {
        File.WriteAllText(At("a.md"), "a");
        File.WriteAllText(At("b.md"), "b");
        Assert.False(Operations(portable).TryMove(At("a.md"), At("b.md")));
        Assert.Equal(("a", "b"), (File.ReadAllText(At("a.md")), File.ReadAllText(At("b.md"))));
    }

    [Theory, MemberData(nameof(Both))]
    public void TryMove_FreeName_Renames(bool portable)
    {
        File.WriteAllText(At("a.md"), "a");
        Assert.True(Operations(portable).TryMove(At("a.md"), At("b.md")));
        Assert.Equal(["b.md"], Operations(portable).List(_folder.Root));
    }

    [Theory, MemberData(nameof(Both))]
    public void MoveOver_ExistingFile_KeepsItsPermissions(bool portable)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(At("new"), "new");
        File.WriteAllText(At("a.md"), "old");
        File.SetUnixFileMode(At("a.md"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Operations(portable).MoveOver(At("new"), At("a.md"));
        Assert.Equal("new", File.ReadAllText(At("a.md")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("a.md")));
    }

    [Theory, MemberData(nameof(Both))]
    public void MissingThings_AreAnswersNotErrors(bool portable)
    {
        var operations = Operations(portable);
        Assert.False(operations.Delete(At("none.md")));
        Assert.Null(operations.Read(At("none.md")));
        Assert.Null(operations.Stat(At("none.md")));
        Assert.Empty(operations.List(At("none")));
        Assert.Throws<FileOperationException>(() => operations.FlushDirectory(At("none")));
    }

    [Fact]
    public void Read_FileThatGrows_GivesTheWholeFile()
    {
        // procfs reports a size of zero, as if the file grew while it is read.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "procfs.");
        var content = new LinuxFileOperations().Read("/proc/self/status")!.Value;
        Assert.Contains("VmPeak", Encoding.UTF8.GetString(content.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Pipe_FailsInsteadOfWaiting()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes.");
        await Shell.RunAsync("mkfifo", [At("pipe.md")], TestContext.Current.CancellationToken);
        Assert.Throws<FileOperationException>(() => new LinuxFileOperations().Read(At("pipe.md")));
    }

    [Fact]
    public void MoveByLink_TakenName_ReturnsFalse()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux.");
        File.WriteAllText(At("a.md"), "a");
        File.WriteAllText(At("b.md"), "b");
        Assert.False(LinuxRename.MoveByLink(At("a.md"), At("b.md")));
        Assert.False(LinuxRename.MoveIfFree(At("a.md"), At("b.md")));
        Assert.True(LinuxRename.MoveByLink(At("a.md"), At("c.md")));
        Assert.True(LinuxRename.MoveIfFree(At("c.md"), At("d.md")));
        Assert.Equal(["b.md", "d.md"], new LinuxFileOperations().List(_folder.Root).Order());
    }

    [Fact]
    public void Stat_TimeSetBack_StillDiffers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows the inode's change.");
        File.WriteAllText(At("a.md"), "one");
        var time = File.GetLastWriteTimeUtc(At("a.md"));
        var before = new LinuxFileOperations().Stat(At("a.md"))!.Value;
        File.WriteAllText(At("a.md"), "two");
        File.SetLastWriteTimeUtc(At("a.md"), time);
        var after = new LinuxFileOperations().Stat(At("a.md"))!.Value;
        Assert.Equal(before.ModifiedNs / 100, after.ModifiedNs / 100);
        Assert.NotEqual(before.ToRecordStamp(), after.ToRecordStamp());
    }

    private static IFileOperations Operations(bool portable) =>
        portable ? new PortableFileOperations() : PhysicalFileOperations.Instance;

    private string At(string name) => Path.Combine(_folder.Root, name);
}
