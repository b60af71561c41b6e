namespace WhiteMagic.Workflows;

/// <summary>Groups operations that can be called together.</summary>
internal static class OperationBatches
{
    /// <summary>Fills each batch with what is ready, those that the longest chains follow first.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(int count, IReadOnlyList<OperationDependency> dependencies, int most)
    {
        ILookup<int, int> followers = dependencies.ToLookup(static found => found.DependsOn, static found => found.Operation);
        int[] pending = new int[count];
        foreach (OperationDependency found in dependencies)
        {
            pending[found.Operation]++;
        }

        int[] chains = Chains(count, followers, [.. pending]);
        List<int> ready = [.. Enumerable.Range(0, count).Where(place => pending[place] == 0)];
        List<IReadOnlyList<int>> batches = [];
        while (ready.Count > 0)
        {
            int[] batch = [.. ready.OrderByDescending(place => chains[place]).ThenBy(static place => place).Take(most).Order()];
            batches.Add(batch);
            ready.RemoveAll(batch.Contains);
            ready.AddRange(batch.SelectMany(place => followers[place]).Where(place => --pending[place] == 0));
        }

        return batches;
    }

    /// <summary>How many operations the longest chain from each on has.</summary>
    private static int[] Chains(int count, ILookup<int, int> followers, int[] pending)
    {
        List<int> order = [.. Enumerable.Range(0, count).Where(place => pending[place] == 0)];
        for (int at = 0; at < order.Count; at++)
        {
            order.AddRange(followers[order[at]].Where(place => --pending[place] == 0));
        }

        int[] chains = new int[count];
        for (int at = order.Count - 1; at >= 0; at--)
        {
            chains[order[at]] = 1 + followers[order[at]].Select(place => chains[place]).DefaultIfEmpty(0).Max();
        }

        return chains;
    }
}
