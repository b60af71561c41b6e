namespace WhiteMagic.Workflows;

/// <summary>Orders operations that use the same names: who uses waits for who makes, and who changes waits for who used before.</summary>
internal sealed class DataReferences
{
    private readonly OperationText[] _texts;
    private readonly (HashSet<string> Reads, HashSet<string> Writes)[] _data;
    private readonly Dictionary<string, int> _writer = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _readers = new(StringComparer.Ordinal);

    public DataReferences(OperationText[] texts)
    {
        HashSet<string> declared =
            [.. texts.SelectMany(static text => text.Operation.Consumes.Concat(text.Operation.Produces)).Select(NamedData.Normalize)];
        _texts = texts;
        _data = Array.ConvertAll(texts, text => NamedData.Of(text, declared));
    }

    public IEnumerable<OperationDependency> Find() => _texts.SelectMany(text => Reading(text.Place).Concat(Writing(text.Place)));

    private IEnumerable<OperationDependency> Reading(int place)
    {
        foreach (string name in _data[place].Reads)
        {
            if (_writer.TryGetValue(name, out int before))
            {
                yield return Found(place, before, $"uses \"{name}\", which operation {OperationText.Number(before)} makes or changes.");
            }
            else if (LaterMaker(place, name) is { } later)
            {
                // It does not use the name before that one, although it stands before it.
                yield return Found(place, later, $"uses \"{name}\", which operation {OperationText.Number(later)} makes or changes.");
                continue;
            }

            Readers(name).Add(place);
        }
    }

    private IEnumerable<OperationDependency> Writing(int place)
    {
        foreach (string name in _data[place].Writes)
        {
            foreach (int reader in Readers(name).Where(reader => reader != place))
            {
                yield return Found(place, reader, $"changes \"{name}\", which operation {OperationText.Number(reader)} uses before.");
            }

            if (_writer.TryGetValue(name, out int before))
            {
                yield return Found(place, before, $"changes \"{name}\", which operation {OperationText.Number(before)} makes or changes before.");
            }

            _writer[name] = place;
            _readers.Remove(name);
        }
    }

    private List<int> Readers(string name)
    {
        if (!_readers.TryGetValue(name, out List<int>? readers))
        {
            _readers.Add(name, readers = []);
        }

        return readers;
    }

    // A list need not be in order where its operations declare what they need.
    private int? LaterMaker(int place, string name)
    {
        if (!_texts[place].Operation.Consumes.Any(consumed => NamedData.Normalize(consumed) == name))
        {
            return null;
        }

        int maker = Array.FindIndex(_texts, place + 1, text => text.Operation.Produces.Any(produced => NamedData.Normalize(produced) == name));
        return maker >= 0 ? maker : null;
    }

    private static OperationDependency Found(int operation, int dependsOn, string what) =>
        new(operation, dependsOn, DependencyCue.Data, $"Operation {OperationText.Number(operation)} {what}");
}
