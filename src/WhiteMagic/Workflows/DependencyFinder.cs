namespace WhiteMagic.Workflows;

/// <summary>Puts together what the rules find, the surest first, and keeps it free of cycles.</summary>
internal sealed class DependencyFinder(OperationText[] texts)
{
    private readonly HashSet<int>[] _dependsOn = Array.ConvertAll(texts, static _ => new HashSet<int>());
    private readonly List<OperationDependency> _found = [];
    private readonly List<OperationDependency> _contradictions = [];
    private bool _pointsForward;

    /// <summary>The dependencies, by the operation that waits and then by the one waited for.</summary>
    public IReadOnlyList<OperationDependency> Dependencies =>
        [.. _found.OrderBy(static found => found.Operation).ThenBy(static found => found.DependsOn)];

    public IReadOnlyList<OperationDependency> Contradictions => _contradictions;

    public void Find()
    {
        StepReferences steps = new(texts);
        PhraseReferences phrases = new(texts, steps);
        AddAll(texts.SelectMany(steps.Find));
        AddAll(new DataReferences(texts).Find());
        AddAll(texts.SelectMany(phrases.Find));
        AddAll(texts.SelectMany(OrderWords.Find));
        AddAll(texts.SelectMany(Pronouns.Find));
    }

    private void AddAll(IEnumerable<OperationDependency> candidates)
    {
        foreach (OperationDependency candidate in candidates)
        {
            if (_dependsOn[candidate.Operation].Contains(candidate.DependsOn))
            {
                continue;
            }

            if (Reaches(candidate.DependsOn, candidate.Operation))
            {
                _contradictions.Add(candidate with
                {
                    Reason = $"{candidate.Reason} But operation {OperationText.Number(candidate.DependsOn)} already waits for operation {OperationText.Number(candidate.Operation)}.",
                });
                continue;
            }

            _pointsForward |= candidate.DependsOn > candidate.Operation;
            _dependsOn[candidate.Operation].Add(candidate.DependsOn);
            _found.Add(candidate);
        }
    }

    private bool Reaches(int from, int target)
    {
        // Dependencies that all point back in the list cannot lead forward.
        if (!_pointsForward && from < target)
        {
            return false;
        }

        HashSet<int> seen = [from];
        Stack<int> open = new([from]);
        while (open.TryPop(out int place))
        {
            if (place == target)
            {
                return true;
            }

            foreach (int next in _dependsOn[place])
            {
                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }
}
