using System.Buffers;

namespace WhiteMagic.Search;

/// <summary>Splits a Markdown body into passages: paragraphs, lists and fenced code, each with the headings above it.</summary>
internal ref struct PassageSplitter(ReadOnlySpan<char> body, List<PassageSpan> passages)
{
    private const int TargetLength = 600;
    private const int MaxFenceLength = 3000;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?。！？…");

    private readonly ReadOnlySpan<char> _body = body;
    private PassageSpan _block;
    private bool _open;
    private bool _onlyHeadings;
    private bool _isList;
    private bool _afterBlank;
    private char _fence;

    public static void Split(ReadOnlySpan<char> body, List<PassageSpan> passages)
    {
        var splitter = new PassageSplitter(body, passages);
        var number = 1;
        for (var start = 0; start < body.Length; number++)
        {
            var line = MarkdownLine.Read(body, number, start);
            splitter.Take(line);
            var next = body[line.End..].IndexOf('\n');
            start = next < 0 ? body.Length : line.End + next + 1;
        }

        splitter.Close();
    }

    private void Take(MarkdownLine line)
    {
        if (_fence != '\0')
        {
            TakeInFence(line);
            return;
        }

        if (line.Kind == MarkdownLineKind.Blank)
        {
            _afterBlank = true;
            return;
        }

        if (_open && !_onlyHeadings && EndsBlock(line))
        {
            Close();
        }

        Extend(line, TargetLength);
        _onlyHeadings = line.Kind == MarkdownLineKind.Heading && (_onlyHeadings || _block.StartLine == line.Number);
        _isList |= line.Kind == MarkdownLineKind.ListItem;
        _fence = line.Kind == MarkdownLineKind.Fence ? _body[line.Start..line.End].TrimStart()[0] : '\0';
        _afterBlank = false;
    }

    private void TakeInFence(MarkdownLine line)
    {
        Extend(line, MaxFenceLength);
        if (line.Kind == MarkdownLineKind.Fence && _body[line.Start..line.End].Trim().Trim(_fence).IsEmpty)
        {
            Close();
        }
    }

    private readonly bool EndsBlock(MarkdownLine line) => line.Kind switch
    {
        MarkdownLineKind.Heading or MarkdownLineKind.Fence => true,
        MarkdownLineKind.ListItem => _afterBlank && !_isList,
        _ => _afterBlank && !(_isList && _body[line.Start] is ' ' or '\t'),
    };

    private void Extend(MarkdownLine line, int limit)
    {
        if (_open && line.End - _block.Start > limit && !_onlyHeadings)
        {
            Emit();
        }

        if (!_open)
        {
            _block = new PassageSpan(line.Number, line.Number, line.Start, 0, 0);
            _open = true;
        }

        _block = _block with { EndLine = line.Number, Length = line.End - _block.Start };
        if (line.End - line.Start > TargetLength)
        {
            CutLine(line);
        }
    }

    private void Close()
    {
        if (_open)
        {
            Emit();
        }

        (_onlyHeadings, _isList, _afterBlank, _fence) = (false, false, false, '\0');
    }

    private void Emit()
    {
        if (!_body.Slice(_block.Start, _block.Length).IsWhiteSpace())
        {
            passages.Add(_block);
        }

        _open = false;
    }

    // One line too long for a passage: the pieces share its number.
    private void CutLine(MarkdownLine line)
    {
        var cutFrom = line.Start;
        while (line.End - cutFrom > TargetLength)
        {
            var cut = cutFrom + CutPoint(_body.Slice(cutFrom, TargetLength));
            _block = _block with { Length = cut - _block.Start };
            passages.Add(_block);
            _block = new PassageSpan(line.Number, line.Number, cut, line.End - cut, 0);
            cutFrom = cut;
        }
    }

    private static int CutPoint(ReadOnlySpan<char> window)
    {
        var least = window.Length / 2;
        var sentence = window[least..].LastIndexOfAny(SentenceEnds);
        if (sentence >= 0)
        {
            return least + sentence + 1;
        }

        var space = window[least..].LastIndexOf(' ');
        var cut = space >= 0 ? least + space + 1 : window.Length;
        return char.IsHighSurrogate(window[cut - 1]) ? cut - 1 : cut;
    }
}
