using WhiteMagic.Search;

namespace WhiteMagic.Tests.Search;

/// <summary>Analyses a text and gives its tokens as they would go to the index.</summary>
internal static class Analysis
{
    public static string Of(string text)
    {
        var buffer = new TokenBuffer();
        TextAnalyzer.Analyze(text, buffer);
        return buffer.ToString();
    }
}
