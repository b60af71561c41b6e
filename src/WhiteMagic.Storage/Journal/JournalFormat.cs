using System.Security.Cryptography;
using System.Text.Json;

namespace WhiteMagic.Storage.Journal;

/// <summary>Writes and reads journal records, and tells a whole record from a torn one.</summary>
internal static class JournalFormat
{
    internal static byte[] Write(IReadOnlyList<JournalStep> steps) => JsonSerializer.SerializeToUtf8Bytes(
        new JournalRecord { Version = JournalRecord.CurrentVersion, Checksum = Checksum(steps), Steps = steps },
        JournalJson.Default.JournalRecord);

    /// <summary>Reads a record; null when it is torn or not one.</summary>
    internal static JournalRecord? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var record = JsonSerializer.Deserialize(bytes, JournalJson.Default.JournalRecord);
            return record is null || record.Version > JournalRecord.CurrentVersion
                || record.Checksum == Checksum(record.Steps) ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Checksum(IReadOnlyList<JournalStep> steps) =>
        Hash(JsonSerializer.SerializeToUtf8Bytes(steps, JournalJson.Default.IReadOnlyListJournalStep));
}
