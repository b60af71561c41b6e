namespace WhiteMagic.Storage.Files;

/// <summary>Knows which names in a memory folder can be memories.</summary>
internal static class CandidateName
{
    /// <summary>Takes *.md; hidden files, which editors use for locks and swap files, are not memories.</summary>
    internal static bool IsCandidate(ReadOnlySpan<byte> name) =>
        name.Length > 3 && name[0] != (byte)'.' && name.EndsWith(".md"u8);

    internal static bool IsCandidate(ReadOnlySpan<char> name) =>
        name.Length > 3 && name[0] != '.' && name.EndsWith(".md", StringComparison.Ordinal);
}
