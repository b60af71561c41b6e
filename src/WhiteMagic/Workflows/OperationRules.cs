namespace WhiteMagic.Workflows;

/// <summary>Says what a list of described operations may be.</summary>
internal static class OperationRules
{
    private const int MostOperations = 1_000;
    private const int LongestText = 10_000;
    private const int LongestName = 1_000;

    public static void Check(IReadOnlyList<WorkOperation> operations)
    {
        if (operations.Count > MostOperations)
        {
            throw new InvalidInputException("operations", $"{operations.Count} operations are too many; give up to {MostOperations}");
        }

        // An operation without an id is called by its number.
        Dictionary<string, int> ids = new(StringComparer.Ordinal);
        for (int place = 0; place < operations.Count; place++)
        {
            Check(operations[place], place);
            string id = operations[place].Id ?? OperationText.Number(place);
            if (!ids.TryAdd(id, place))
            {
                throw new InvalidInputException("id", $"operations {ids[id] + 1} and {place + 1} are both called '{id}'; give each an id of its own");
            }
        }
    }

    private static void Check(WorkOperation? operation, int place)
    {
        if (operation is null || string.IsNullOrWhiteSpace(operation.Text) || operation.Text.Length > LongestText)
        {
            throw new InvalidInputException("text", $"operation {place + 1} is to be described in 1 to {LongestText} characters");
        }

        if (operation.Id is { } id && (string.IsNullOrWhiteSpace(id) || id.Length > LongestName))
        {
            throw new InvalidInputException("id", $"the id of operation {place + 1} is to have 1 to {LongestName} characters");
        }

        if (operation.Consumes is null || operation.Produces is null
            || operation.Consumes.Concat(operation.Produces).Any(static name => string.IsNullOrWhiteSpace(name) || name.Length > LongestName))
        {
            throw new InvalidInputException("consumes", $"what operation {place + 1} consumes and produces is to be named in 1 to {LongestName} characters each");
        }
    }
}
