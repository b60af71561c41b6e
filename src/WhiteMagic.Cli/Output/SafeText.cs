using System.Buffers;

namespace WhiteMagic.Cli.Output;

/// <summary>Takes out of text what a terminal would obey: a memory's title must not move the cursor.</summary>
internal static class SafeText
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c)]);

    private static readonly SearchValues<char> ControlsInBlock = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c).Where(c => c is not ('\n' or '\t' or '\r'))]);

    /// <summary>Keeps line ends and tabs.</summary>
    public static string OneBlock(string text) => Replace(text, ControlsInBlock, '\uFFFD');

    /// <summary>Makes one line of it.</summary>
    public static string OneLine(string text) => Replace(text, Controls, ' ');

    private static string Replace(string text, SearchValues<char> unwanted, char substitute) =>
        text.AsSpan().ContainsAny(unwanted)
            ? string.Create(text.Length, (text, unwanted, substitute), static (target, state) =>
            {
                state.text.CopyTo(target);
                target.ReplaceAny(state.unwanted, state.substitute);
            })
            : text;
}
