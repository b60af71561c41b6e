namespace WhiteMagic.Storage.Files;

/// <summary>What changed since the last look.</summary>
internal sealed class WatchResult
{
    internal static readonly WatchResult Nothing = new(everything: false, new HashSet<WatchedFile>());
    internal static readonly WatchResult All = new(everything: true, new HashSet<WatchedFile>());

    internal WatchResult(bool everything, IReadOnlySet<WatchedFile> files)
    {
        Everything = everything;
        Files = files;
    }

    /// <summary>True when anything may have changed: scan all folders.</summary>
    internal bool Everything { get; }

    internal IReadOnlySet<WatchedFile> Files { get; }

    internal bool IsEmpty => !Everything && Files.Count == 0;
}
