using WhiteMagic.Graph;

namespace WhiteMagic.Storage.Markdown;

/// <summary>The words for relations in files.</summary>
internal static class RelationNames
{
    private static readonly string[] Names =
        ["relates_to", "depends_on", "implements", "supersedes", "informed_by", "contradicts", "consolidated_from"];

    public static string Of(RelationKind kind) => Names[(int)kind];

    /// <summary>Reads a word; one that is not known is a plain relation, and stays in the file as it is.</summary>
    public static RelationKind Parse(string text) =>
        (RelationKind)Math.Max(0, Array.FindIndex(Names, name => string.Equals(name, text.Trim(), StringComparison.OrdinalIgnoreCase)));
}
