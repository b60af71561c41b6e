using System.Text.Json;
using System.Text.Json.Serialization;
using WhiteMagic.Cli.Demo;
using WhiteMagic.Cli.Import;
using WhiteMagic.Cli.Setup;
using WhiteMagic.Storage.Backup;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes what only the command line reports, in the same snake_case JSON as everything else.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ErrorReport))]
[JsonSerializable(typeof(QueryAnswers))]
[JsonSerializable(typeof(SettingRow))]
[JsonSerializable(typeof(SettingRow[]))]
[JsonSerializable(typeof(PathReport))]
[JsonSerializable(typeof(VersionReport))]
[JsonSerializable(typeof(TransferRecord))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(ExportReport))]
[JsonSerializable(typeof(SetupReport))]
[JsonSerializable(typeof(CompletionReport))]
[JsonSerializable(typeof(BackupReceipt))]
[JsonSerializable(typeof(BackupList))]
[JsonSerializable(typeof(BackupVerification))]
[JsonSerializable(typeof(RestoreReport))]
[JsonSerializable(typeof(DemoReport))]
[JsonSerializable(typeof(FileReadReport))]
[JsonSerializable(typeof(FileSearchReport))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Writes text as it is, not as escapes.</summary>
    public static CliJson Readable => field ??= new CliJson(new JsonSerializerOptions(WhiteMagicJson.Readable.Options));
}
