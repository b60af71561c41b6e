using System.Collections.Frozen;

namespace WhiteMagic.Workflows;

/// <summary>Knows what English verbs do to files and other named things.</summary>
internal static class DataVerbs
{
    private static readonly FrozenDictionary<string, DataVerb> Verbs = Table();

    /// <summary>What a verb in any of its forms does; null for other words.</summary>
    public static DataVerb? Of(string word) => Verbs.TryGetValue(OperationText.Stem(word), out DataVerb verb) ? verb : null;

    private static FrozenDictionary<string, DataVerb> Table()
    {
        Dictionary<string, DataVerb> verbs = new(StringComparer.Ordinal);
        Add(DataVerb.Read, "read reads load parse open check compare review analyse analyze summarise summarize search list count view show print "
            + "upload send publish deploy test validate verify inspect scan use extract unzip attach share import");
        Add(DataVerb.Write, "write wrote create save generate produce export download draft make emit record store output render scaffold log dump");
        Add(DataVerb.Change, "update edit append modify change delete remove rewrite fix format overwrite truncate patch insert add rename move sort clean replace");
        Add(DataVerb.Transfer, "copy convert transform translate compile merge combine zip compress split build minify encrypt decrypt");
        return verbs.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(DataVerb verb, string words)
        {
            foreach (string word in words.Split(' '))
            {
                verbs[OperationText.Stem(word)] = verb;
            }
        }
    }
}
