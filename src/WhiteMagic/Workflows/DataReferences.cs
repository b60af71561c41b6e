namespace WhiteMagic.Workflows;

/// <summary>Orders operations that use the same names: who uses waits for who makes, and who changes waits for who used before.</summary>
internal static class DataReferences
{
    public static IEnumerable<OperationDependency> Find(OperationText[] texts)
    {
        HashSet<string> declared =
            [.. texts.SelectMany(static text => text.Operation.Consumes.Concat(text.Operation.Produces)).Select(NamedData.Normalize)];
        var data = Array.ConvertAll(texts, text => NamedData.Of(text, declared));
        Dictionary<string, int> writer = new(StringComparer.Ordinal);
        Dictionary<string, List<int>> readers = new(StringComparer.Ordinal);
        for (int place = 0; place < texts.Length; place++)
        {
            foreach (string name in data[place].Reads)
            {
                int? from = writer.TryGetValue(name, out int before) ? before : LaterMaker(texts, place, name);
                if (from is { } maker)
                {
                    yield return Found(place, maker, $"uses \"{name}\", which operation {OperationText.Number(maker)} makes or changes.");
                }
            }

            foreach (string name in data[place].Writes)
            {
                foreach (int reader in readers.GetValueOrDefault(name, []))
                {
                    yield return Found(place, reader, $"changes \"{name}\", which operation {OperationText.Number(reader)} uses before.");
                }

                if (writer.TryGetValue(name, out int before))
                {
                    yield return Found(place, before, $"changes \"{name}\", which operation {OperationText.Number(before)} makes or changes before.");
                }
            }

            Remember(place, data[place], writer, readers);
        }
    }

    private static void Remember(
        int place, (HashSet<string> Reads, HashSet<string> Writes) data, Dictionary<string, int> writer, Dictionary<string, List<int>> readers)
    {
        foreach (string name in data.Writes)
        {
            writer[name] = place;
            readers.Remove(name);
        }

        foreach (string name in data.Reads.Where(name => !data.Writes.Contains(name)))
        {
            if (!readers.TryGetValue(name, out List<int>? all))
            {
                readers.Add(name, all = []);
            }

            all.Add(place);
        }
    }

    // A list need not be in order where its operations declare what they need.
    private static int? LaterMaker(OperationText[] texts, int place, string name)
    {
        if (!texts[place].Operation.Consumes.Any(consumed => NamedData.Normalize(consumed) == name))
        {
            return null;
        }

        int maker = Array.FindIndex(texts, place + 1, text => text.Operation.Produces.Any(produced => NamedData.Normalize(produced) == name));
        return maker >= 0 ? maker : null;
    }

    private static OperationDependency Found(int operation, int dependsOn, string what) =>
        new(operation, dependsOn, DependencyCue.Data, $"Operation {OperationText.Number(operation)} {what}");
}
