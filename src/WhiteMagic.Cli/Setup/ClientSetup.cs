using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteMagic.Cli.Setup;

/// <summary>A change to one client's settings file, made in memory first.</summary>
internal sealed class ClientSetup
{
    private readonly SetupClient _client;
    private readonly string _path;
    private readonly string? _before;
    private readonly string _after;
    private readonly bool _bom;

    private ClientSetup(SetupClient client, string path, IReadOnlyList<string>? command)
    {
        (_client, _path) = (client, path);
        _before = File.Exists(path) ? File.ReadAllText(path) : null;
        _bom = _before is not null && HasBom(path);
        _after = Change(_before, command);
    }

    public bool Changes => _after != (_before ?? "");

    public string Diff => LineDiff.Of(_before ?? "", _after);

    /// <summary>Works out the change that makes the client start the server.</summary>
    /// <exception cref="WmException">The file is not the JSON it should be; it is unchanged.</exception>
    public static ClientSetup Add(SetupClient client, string path, IReadOnlyList<string> command) => new(client, path, command);

    /// <summary>Works out the change that makes the client forget the server.</summary>
    /// <exception cref="WmException">The file is not the JSON it should be; it is unchanged.</exception>
    public static ClientSetup Remove(SetupClient client, string path) => new(client, path, null);

    /// <summary>Copies the file as it was, writes it, and gives the copy's path.</summary>
    public string? Write(DateTimeOffset now)
    {
        string? backup = _before is null ? null : Copy(now);
        AtomicText.Write(_path, new UTF8Encoding(_bom).GetPreamble().Concat(Encoding.UTF8.GetBytes(_after)).ToArray());
        return backup;
    }

    // A second change within the same second must not replace the copy of what a person had.
    private string Copy(DateTimeOffset now)
    {
        string name = $"{_path}.{now.UtcDateTime.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture)}";
        for (int copy = 1; ; copy++)
        {
            string backup = copy == 1 ? $"{name}.bak" : string.Create(CultureInfo.InvariantCulture, $"{name}_{copy}.bak");
            try
            {
                File.Copy(_path, backup, overwrite: false);
                return backup;
            }
            catch (IOException) when (File.Exists(backup))
            {
                // Taken: the next number is tried.
            }
        }
    }

    private string Change(string? before, IReadOnlyList<string>? command)
    {
        if (string.IsNullOrWhiteSpace(before))
        {
            return command is null ? before ?? "" : Snippet(_client, command);
        }

        try
        {
            string after = command is null ? Without(before) : With(before, command);
            return KeepsTheRest(before, after) ? after : throw new JsonException("its layout is not one wm can change safely");
        }
        catch (JsonException error)
        {
            string where = error.LineNumber is { } line ? $" line {line + 1}" : "";
            throw new WmException(
                $"{Path.GetFileName(_path)}{where} cannot be changed ({error.Message.Split(" LineNumber")[0]}); correct it, or add the server yourself: wm setup {_client.Name} --print",
                error);
        }
    }

    /// <summary>Gives a whole file that holds nothing but the server.</summary>
    public static string Snippet(SetupClient client, IReadOnlyList<string> command) =>
        $"{{\n  \"{client.Section}\": {{\n    \"{ServerEntry.Name}\": {ServerEntry.Write(client, command, "    ", "  ")}\n  }}\n}}\n";

    private string With(string before, IReadOnlyList<string> command)
    {
        var text = new JsonText(before);
        JsonNode? wanted = JsonNode.Parse(ServerEntry.Write(_client, command, "", ""));
        return JsonNode.DeepEquals(JsonText.ValueAt(before, _client.Section, ServerEntry.Name), wanted)
            ? before
            : text.Set(_client.Section, ServerEntry.Name, indent => ServerEntry.Write(_client, command, indent, text.Unit));
    }

    private string Without(string before) => new JsonText(before).Remove(_client.Section, ServerEntry.Name);

    private bool KeepsTheRest(string before, string after) => JsonNode.DeepEquals(Rest(before), Rest(after));

    private JsonObject Rest(string text)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var root = (JsonObject)JsonNode.Parse(text, documentOptions: options)!;
        if (root[_client.Section] is JsonObject section)
        {
            section.Remove(ServerEntry.Name);
            if (section.Count == 0)
            {
                root.Remove(_client.Section);
            }
        }

        return root;
    }

    private static bool HasBom(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[3];
        return stream.ReadAtLeast(start, 3, throwOnEndOfStream: false) == 3 && start.SequenceEqual(Encoding.UTF8.Preamble);
    }
}
