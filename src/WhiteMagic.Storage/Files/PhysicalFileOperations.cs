namespace WhiteMagic.Storage.Files;

/// <summary>Chooses the real file system's operations for this operating system.</summary>
internal static class PhysicalFileOperations
{
    internal static IFileOperations Instance { get; } =
        OperatingSystem.IsLinux() ? new LinuxFileOperations() : new PortableFileOperations();
}
