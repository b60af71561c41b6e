using WhiteMagic.Memories;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace WhiteMagic.Storage.Markdown;

/// <summary>Builds a node tree from YamlDotNet's events; any text gives a tree, nothing, or a problem.</summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 32;

    // Most often it is a value with a colon, a bracket or a quote in it.
    private const string Remedy = "put the value in quotes";

    private readonly string _text;
    private readonly Scanner _scanner;
    private readonly Parser _parser;

    private YamlReader(string text)
    {
        _text = text;
        _scanner = new Scanner(new StringReader(text));
        _parser = new Parser(_scanner);
    }

    /// <summary>Reads one document; null when the text holds none. Lines count from 1 at the text's start.</summary>
    public static YamlNode? Read(string text, out RecordProblem? problem)
    {
        problem = null;
        var reader = new YamlReader(text);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException e)
        {
            problem = new RecordProblem(Reason(e.Message), (int)e.Start.Line);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser answers some broken texts with errors of its own making; they are the text's fault all the same.
            problem = new RecordProblem(Reason(""), (int)reader._scanner.CurrentPosition.Line);
        }
        return null;
    }

    private static string Reason(string message) => message is [var first, ..]
        ? $"broken YAML: {char.ToLowerInvariant(first)}{message.AsSpan(1).TrimEnd('.')}; {Remedy}"
        : $"broken YAML; {Remedy}";

    private YamlNode? ReadDocument()
    {
        Next();
        if (Next() is not DocumentStart)
        {
            return null;
        }
        var root = ReadNode(Next(), 0);
        Next();
        return Next() is DocumentStart second
            ? throw new YamlException(second.Start, second.End, "more than one document")
            : root;
    }

    private ParsingEvent Next() => _parser.MoveNext() ? _parser.Current! : throw new YamlException("unexpected end");

    private YamlNode ReadNode(ParsingEvent current, int depth) => current switch
    {
        _ when depth > MaxDepth =>
            throw new YamlException(current.Start, current.End, $"nested deeper than {MaxDepth} levels"),
        Scalar scalar => ReadScalar(scalar),
        AnchorAlias alias => new YamlNode(YamlKind.Alias, YamlStyle.Plain, At(alias.Start), At(alias.End)) { Value = alias.Value.Value },
        SequenceStart start => ReadCollection<SequenceEnd>(start, YamlKind.Sequence, start.Style == SequenceStyle.Flow, depth),
        MappingStart start => ReadCollection<MappingEnd>(start, YamlKind.Mapping, start.Style == MappingStyle.Flow, depth),
        _ => throw new YamlException(current.Start, current.End, "unexpected content"),
    };

    private YamlNode ReadScalar(Scalar scalar)
    {
        var style = scalar.Style switch
        {
            ScalarStyle.Plain => YamlStyle.Plain,
            ScalarStyle.Literal or ScalarStyle.Folded => YamlStyle.Block,
            _ => YamlStyle.Quoted,
        };
        var (start, end) = (At(scalar.Start), At(scalar.End));
        var source = _text.AsSpan(start, end - start);
        if (style == YamlStyle.Plain && scalar.Value.Length == 0 && source.Contains('\n'))
        {
            // An anchor or a tag without a value is said to reach to the next token.
            source = source[..source.IndexOf('\n')];
        }
        end = start + (style == YamlStyle.Quoted ? source : source.TrimEnd()).Length;
        return new YamlNode(YamlKind.Scalar, style, start, end) { Value = scalar.Value, HasAnchor = !scalar.Anchor.IsEmpty };
    }

    private YamlNode ReadCollection<TEnd>(NodeEvent first, YamlKind kind, bool flow, int depth) where TEnd : ParsingEvent
    {
        var items = new List<YamlNode>();
        var anchored = !first.Anchor.IsEmpty;
        var current = Next();
        for (; current is not TEnd; current = Next())
        {
            var item = ReadNode(current, depth + 1);
            anchored |= item.HasAnchor;
            items.Add(IsAstray(item) ? item with { Start = PlaceAfter(items, first), End = PlaceAfter(items, first) } : item);
        }
        var start = At(first.Start);
        // The parser ends a block where the next token starts, and a flow before its bracket.
        var end = flow ? At(current.End) + 1 : PlaceAfter(items, first);
        return new YamlNode(kind, flow ? YamlStyle.Flow : YamlStyle.Block, start, end) { Items = items, HasAnchor = anchored };
    }

    // A missing value may be placed at whatever comes next, lines away from its key.
    private bool IsAstray(YamlNode item) => item.IsNothing && (item.Start == 0 || _text[item.Start - 1] is not ('-' or ':' or '?'));

    private int PlaceAfter(List<YamlNode> items, ParsingEvent first) => items.Count > 0 ? items[^1].End : At(first.Start);

    private int At(Mark mark) => Math.Min((int)mark.Index, _text.Length);
}
