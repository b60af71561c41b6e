using CsCheck;

namespace WhiteMagic.Execution.Tests.Files.Searching;

/// <summary>Makes regular expressions that .NET and ripgrep read alike.</summary>
internal static class Expressions
{
    private static readonly string[] Assertions = ["\\b", "^", "$"];

    private static readonly Gen<string> Literal = Gen.OneOf<string>("a", "b", "ab", "k", "s", "é", "日", "x", " ", "\\.", "\\-", "Z", "\\x41", "\\u00e9");

    private static readonly Gen<string> Atom = Gen.OneOf(
        Literal, Literal, Gen.OneOf(".", "[ab]", "[^a ]", "[a-k]", "[éx]", "[0-9]", "\\b", "^", "$", "[.\\]]"));

    private static readonly Gen<string> Quantifier = Gen.OneOf("", "", "", "", "*", "+", "?", "{2}", "{0,2}", "{1,}", "+?", "*?");

    // ripgrep 13 passes over lines where assertions of two kinds meet: it finds no "bb" for "\b^" and no empty line for "$^".
    public static Gen<string> Any { get; } = Make(2).Where(static text =>
        Assertions.Count(assertion => text.Replace("[^", "[", StringComparison.Ordinal).Contains(assertion, StringComparison.Ordinal)) <= 1);

    private static Gen<string> Make(int depth)
    {
        Gen<string> inner = depth == 0 ? Atom : Gen.OneOf(Atom, Atom, Make(depth - 1).Select(static text => $"({text})"), Make(depth - 1).Select(static text => $"(?:{text})"));
        Gen<string> part = Gen.Select(inner, Quantifier, static (text, quantifier) => text is "^" or "$" or "\\b" ? text : Quantified(text, quantifier));
        Gen<string> sequence = part.Array[1, 3].Select(string.Concat);
        return sequence.Array[1, 2].Select(static branches => string.Join('|', branches));
    }

    private static string Quantified(string text, string quantifier) => quantifier.Length > 0 && text.Length > 1 && text[0] is not ('(' or '[' or '\\') ? $"({text}){quantifier}" : text + quantifier;
}
