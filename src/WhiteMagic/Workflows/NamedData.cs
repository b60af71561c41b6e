using System.Buffers;
using System.Collections.Frozen;

namespace WhiteMagic.Workflows;

/// <summary>Finds the files and names that a description uses and changes.</summary>
internal static class NamedData
{
    private const int LongestExtension = 8;

    private static readonly SearchValues<char> ExtensionSigns =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    // "The search" is no verb.
    private static readonly FrozenSet<string> NounsFollow = FrozenSet.Create(
        StringComparer.Ordinal, "the", "a", "an", "this", "that", "these", "those", "its", "their", "our", "my", "your", "each", "every", "of", "no");

    /// <returns>The names it uses and the names it makes or changes; one that is changed is in both.</returns>
    public static (HashSet<string> Reads, HashSet<string> Writes) Of(OperationText text, HashSet<string> declared)
    {
        HashSet<string> reads = [.. text.Operation.Consumes.Select(Normalize)];
        HashSet<string> writes = [.. text.Operation.Produces.Select(Normalize)];
        DataVerb verb = DataVerb.Read;
        bool isTarget = false;
        bool isSource = false;
        for (int at = 0; at < text.Words.Count; at++)
        {
            OperationWord word = text.Words[at];
            string name = Normalize(word.Text);
            if (declared.Contains(name) || IsName(word))
            {
                Note(name, isSource ? DataVerb.Read : verb, isTarget, reads, writes);
                continue;
            }

            if (DataVerbs.Of(word.Lower) is { } next && (at == 0 || !NounsFollow.Contains(text.Words[at - 1].Lower)))
            {
                (verb, isTarget, isSource) = (next, false, false);
            }
            else
            {
                isTarget = word.Lower is "to" or "into" or "as" or "onto" or "in" || (isTarget && !IsSourceWord(word.Lower, verb));
                isSource = IsSourceWord(word.Lower, verb) || (isSource && !isTarget);
            }
        }

        return (reads, writes);
    }

    public static string Normalize(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;

    private static void Note(string name, DataVerb verb, bool isTarget, HashSet<string> reads, HashSet<string> writes)
    {
        bool isWritten = verb is DataVerb.Write or DataVerb.Change || (verb == DataVerb.Transfer && isTarget);
        if (isWritten)
        {
            writes.Add(name);
        }

        if (!isWritten || verb == DataVerb.Change)
        {
            reads.Add(name);
        }
    }

    // What is changed "of" a file is in it.
    private static bool IsSourceWord(string word, DataVerb verb) =>
        word is "from" or "using" or "with" or "like" or "against" or "by" or "for" || (word == "of" && verb != DataVerb.Change);

    private static bool IsName(OperationWord word)
    {
        string text = word.Text;
        if (text.Contains("://", StringComparison.Ordinal) || text.Contains('@'))
        {
            return false;
        }

        int dot = text.LastIndexOf('.');
        ReadOnlySpan<char> extension = text.AsSpan(dot + 1);
        bool isFile = dot > 0 && extension.Length is > 0 and <= LongestExtension && char.IsAsciiLetter(extension[0])
            && !extension.ContainsAnyExcept(ExtensionSigns)
            && word.Lower is not ("e.g" or "i.e" or "a.m" or "p.m");
        return isFile || (word.IsQuoted && text.Length > 1);
    }
}
