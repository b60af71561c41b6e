using System.Text;
using CsCheck;
using WhiteMagic.Storage.Markdown;

namespace WhiteMagic.Storage.Tests.Markdown;

/// <summary>Texts to try the format with, and short ways to read and change one.</summary>
internal static class Documents
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<string> Bits = Gen.OneOf(
        "a", "title", "tags", "created", "key", ": ", ":", " #", "#", "---", "...", "- ", "-", "[", "]", "{", "}", ",", "'", "\"", "\\", "|", ">", "&x", "*x",
        "!t", "%", "@", "`", "?", "? ", "\n", "\n\n", "\r\n", "\r", "\t", " ", "  ", "~", "null", "yes", "1", "0x1F", "2025-11-16", "12:30", "é", "Ünï", "日本語",
        "🧠", "\u0007", "\u0000", "\u0085", "\u2028", "\ufeff", "\u00a0", "\ufffe", "x y", "id", "type", "=", "<<", "1e3", ".5", "+1");

    /// <summary>Any Unicode text but half surrogate pairs, biased to what YAML and Markdown give a meaning.</summary>
    public static readonly Gen<string> AnyText = Gen.OneOf(
        Bits.Array[0, 8].Select(string.Concat),
        Gen.String[Gen.Char, 0, 12].Select(MarkdownText.Storable),
        Gen.String[Gen.Char[' ', '~'], 0, 30]);

    /// <summary>Text that a file can hold, which has no NUL.</summary>
    public static readonly Gen<string> Text = AnyText.Select(MarkdownText.Storable);

    /// <summary>Front matter of the usual sort with unusual things between.</summary>
    public static readonly Gen<string> Block = Gen.OneOf(
        Gen.Select(Gen.OneOf("title", "tags", "created", "updated", "related_to", "other", "a-b"), Gen.OneOf(": ", ":", ":  ", ":\n  - ", ":\n- "), Text, (k, s, t) => $"{k}{s}{t}\n"),
        Gen.Select(Gen.OneOf("title: ", "other: "), Gen.OneOf("plain text", "\"quoted\"", "'single'", "[a, b]", "[]", "[a b, c-d,e ]", "2025-11-16", "a:b", "x # y", "x#y", "\"\"", "é 日本", "~", "[1, 2]", "a  b", "v "), (k, v) => $"{k}{v}\n"),
        Gen.Select(Gen.OneOf("tags:", "other:", "other: "), Gen.OneOf("- ", "  - ", "-  ", "    - "), Gen.OneOf("a", "b c", "\"q\"", "é", "a:b", "a: b", "a #c", "~").Array[0, 4], Gen.OneOf("", " ", "\n", "  more\n", " - c\n", "- c\n"), (k, dash, items, end) => $"{k}\n{string.Concat(items.Select(item => $"{dash}{item}\n"))}{end}"),
        Gen.OneOf("# a comment\n", "\n", "tags:\n  - a # one\n  - b\n", "x: |\n  line\n  ---\n", "x: >-\n  folded\n  text\n\n", "related_to:\n  - filename: a.md\n    type: depends_on\n", "\r\n", "title: A: b\n"))
        .Array[0, 6].Select(string.Concat);

    /// <summary>Whole files, most of them well formed.</summary>
    public static readonly Gen<string> File = Gen.Select(Block, Text, Gen.OneOf("\n", "\r\n"), Gen.Bool, (block, body, newline, joined) =>
        $"---\n{block}---\n{(joined ? "" : "\n")}{body}".Replace("\n", newline, StringComparison.Ordinal));

    public static MarkdownDocument Parse(string text) => MarkdownDocument.Parse(Encoding.UTF8.GetBytes(text));

    public static string Edit(string text, MarkdownEdit edit) => Encoding.UTF8.GetString(Edit(Encoding.UTF8.GetBytes(text), edit));

    public static byte[] Edit(byte[] bytes, MarkdownEdit edit) =>
        MarkdownEditor.Apply(MarkdownDocument.Parse(bytes), edit, "a.md").ToArray();

    public static MarkdownDraft Draft(string title = "A title", string body = "text") =>
        new() { Title = title, Created = Noon, Updated = Noon, Body = body };
}
