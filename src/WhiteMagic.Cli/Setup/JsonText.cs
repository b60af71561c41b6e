using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteMagic.Cli.Setup;

/// <summary>Changes one server in a client's settings text; comments, order and layout of the rest stay.</summary>
internal sealed class JsonText
{
    private static readonly JsonReaderOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly JsonDocumentOptions Comparing = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly string _text;
    private readonly byte[] _bytes;

    /// <summary>Reads the text.</summary>
    /// <exception cref="JsonException">It is not JSON, comments and trailing commas allowed, or no object.</exception>
    public JsonText(string text)
    {
        _text = text;
        _bytes = Encoding.UTF8.GetBytes(text);
        if (JsonNode.Parse(text, documentOptions: Comparing) is not JsonObject)
        {
            throw new JsonException("it is not an object in braces");
        }
    }

    /// <summary>The step its lines are indented by.</summary>
    public string Unit => FirstIndent() is { Length: > 0 } found ? found : "  ";

    /// <summary>Gives the value at a path of names, or null.</summary>
    public static JsonNode? ValueAt(string text, string section, string name) =>
        (JsonNode.Parse(text, documentOptions: Comparing)?[section] as JsonObject)?[name];

    /// <summary>Gives the text with a member of a section set; the section is made when it is missing.</summary>
    public string Set(string section, string name, Func<string, string> value)
    {
        string unit = Unit;
        if (Find(0, section) is not { } found)
        {
            int root = ObjectStart(0);
            return Insert(root, "", unit, $"\"{section}\": {{\n{unit}{unit}\"{name}\": {value(unit + unit)}\n{unit}}}");
        }

        if (_bytes[found.ValueStart] != '{')
        {
            throw new JsonException($"\"{section}\" is not an object in braces");
        }

        return Find(found.ValueStart, name) is { } member
            ? Splice(member.ValueStart, member.ValueEnd, value(IndentOf(member.NameStart)))
            : Insert(found.ValueStart, IndentOf(found.NameStart), IndentOf(found.NameStart) + unit, $"\"{name}\": {value(IndentOf(found.NameStart) + unit)}");
    }

    /// <summary>Gives the text without a member of a section.</summary>
    public string Remove(string section, string name)
    {
        if (Find(0, section) is not { } found || _bytes[found.ValueStart] != '{' || Find(found.ValueStart, name) is not { } member)
        {
            return _text;
        }

        int start = BlankBefore(member.NameStart);
        int comma = JsonTrivia.Skip(_bytes, member.ValueEnd);
        if (_bytes[comma] == ',')
        {
            return Splice(start, comma + 1, "");
        }

        // The last member takes the comma before it along.
        int before = JsonTrivia.CommaBefore(_bytes, found.ValueStart, member.NameStart);
        return before < 0
            ? Splice(start, member.ValueEnd, "")
            : new JsonText(Splice(start, member.ValueEnd, "")).Splice(before, before + 1, "");
    }

    private string Insert(int brace, string outer, string inner, string member)
    {
        int next = JsonTrivia.Skip(_bytes, brace + 1);
        bool empty = _bytes[next] == '}';
        bool touching = empty && !_bytes.AsSpan(brace + 1, next - brace - 1).Contains((byte)'\n');
        bool oneLine = !empty && !_bytes.AsSpan(brace + 1, next - brace - 1).Contains((byte)'\n');
        string after = empty ? (touching ? "\n" + outer : "") : oneLine ? ",\n" + inner : ",";
        bool blank = (touching || oneLine) && !_bytes.AsSpan(brace + 1, next - brace - 1).ContainsAnyExcept((byte)' ', (byte)'\t');
        return Splice(brace + 1, blank ? next : brace + 1, $"\n{inner}{member}{after}");
    }

    private JsonMember? Find(int start, string name)
    {
        var reader = new Utf8JsonReader(_bytes.AsSpan(start), Reading);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool wanted = reader.ValueTextEquals(name);
            int nameStart = (int)reader.TokenStartIndex;
            reader.Read();
            int valueStart = (int)reader.TokenStartIndex;
            reader.Skip();
            if (wanted)
            {
                return new JsonMember(start + nameStart, start + valueStart, start + (int)reader.BytesConsumed);
            }
        }

        return null;
    }

    private int ObjectStart(int from)
    {
        var reader = new Utf8JsonReader(_bytes.AsSpan(from), Reading);
        reader.Read();
        return from + (int)reader.TokenStartIndex;
    }

    private string Splice(int start, int end, string replacement)
    {
        string text = _text.Contains("\r\n", StringComparison.Ordinal) ? replacement.ReplaceLineEndings("\r\n") : replacement;
        return Encoding.UTF8.GetString(_bytes.AsSpan(0, start)) + text + Encoding.UTF8.GetString(_bytes.AsSpan(end));
    }

    private string IndentOf(int at)
    {
        int line = _bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        int end = line;
        while (end < at && _bytes[end] is (byte)' ' or (byte)'\t')
        {
            end++;
        }

        return end == at ? Encoding.UTF8.GetString(_bytes.AsSpan(line, end - line)) : "";
    }

    private int BlankBefore(int at)
    {
        int start = at;
        while (start > 0 && _bytes[start - 1] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            start--;
        }

        return start;
    }

    private string? FirstIndent()
    {
        var reader = new Utf8JsonReader(_bytes, Reading);
        reader.Read();
        return reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? IndentOf((int)reader.TokenStartIndex) : null;
    }
}
