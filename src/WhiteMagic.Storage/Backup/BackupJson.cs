using System.Text.Json.Serialization;

namespace WhiteMagic.Storage.Backup;

/// <summary>Writes and reads manifests and reports as snake_case JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(BackupReceipt))]
[JsonSerializable(typeof(BackupList))]
[JsonSerializable(typeof(BackupVerification))]
[JsonSerializable(typeof(RestoreReport))]
public sealed partial class BackupJson : JsonSerializerContext;
