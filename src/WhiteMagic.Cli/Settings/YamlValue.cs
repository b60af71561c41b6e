using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WhiteMagic.Cli.Settings;

/// <summary>Writes a setting's value as YAML.</summary>
internal static class YamlValue
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./~-");

    public static string Write(SettingDefinition setting, string value) => setting.Kind switch
    {
        SettingKind.Flag or SettingKind.Whole or SettingKind.Choice => value,
        SettingKind.List => $"[{string.Join(", ", value.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Scalar))}]",
        _ => Scalar(value),
    };

    private static string Scalar(string value)
    {
        bool plain = value.Length > 0 && (char.IsAsciiLetter(value[0]) || value[0] is '/' || value.StartsWith("~/", StringComparison.Ordinal))
            && !value.AsSpan().ContainsAnyExcept(Plain)
            && value.ToLowerInvariant() is not ("true" or "false" or "yes" or "no" or "on" or "off" or "null" or "y" or "n");
        return plain ? value : $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
    }
}
