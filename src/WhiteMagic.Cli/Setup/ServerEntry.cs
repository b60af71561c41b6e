using System.Text.Encodings.Web;
using System.Text.Json;

namespace WhiteMagic.Cli.Setup;

/// <summary>Writes the JSON with which a client starts the server.</summary>
internal static class ServerEntry
{
    /// <summary>The server's name in every client.</summary>
    public const string Name = "whitemagic";

    /// <summary>Gives the entry's value on several lines, from the second on indented by <paramref name="indent"/>.</summary>
    public static string Write(SetupClient client, IReadOnlyList<string> command, string indent, string unit)
    {
        string inner = indent + unit;
        string type = client.NamesType ? $"\n{inner}\"type\": \"stdio\"," : "";
        string arguments = string.Join(", ", command.Skip(1).Select(Text));
        return $"{{{type}\n{inner}\"command\": {Text(command[0])},\n{inner}\"args\": [{arguments}]\n{indent}}}";
    }

    private static string Text(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
