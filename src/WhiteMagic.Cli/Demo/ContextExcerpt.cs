using WhiteMagic.Cli.Output;

namespace WhiteMagic.Cli.Demo;

/// <summary>Shows of a context package what a person takes in at a glance: all of a short one, of a long one its beginning and what else it holds.</summary>
internal static class ContextExcerpt
{
    private const int Indent = 2;
    private const int ShortLines = 6;
    private const int FirstLines = 4;

    /// <summary>Gives the lines, none wider than <paramref name="width"/>; null for lines of any width.</summary>
    public static IEnumerable<string> Lines(DemoContext context, int? width)
    {
        string[] all = [.. context.Text.Split('\n').Select(SafeText.OneLine).Where(line => line.Trim().Length > 0)];
        int room = (width ?? int.MaxValue) - Indent;
        IEnumerable<string> shown = all.Length <= ShortLines
            ? all.SelectMany(line => LineFit.Wrap(line, room))
            : [.. all[..FirstLines].Select(line => LineFit.Clip(line, room)), .. LineFit.Wrap(Rest(context), room)];
        return shown.Select(line => new string(' ', Indent) + line);
    }

    private static string Rest(DemoContext context) =>
        $"… and also: {string.Join(" · ", context.Titles.Skip(1).Select(SafeText.OneLine))}";
}
