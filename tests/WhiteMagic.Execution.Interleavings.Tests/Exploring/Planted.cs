namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>Switches one of the planted bugs on, of which the rewritten sources ask.</summary>
internal static class Planted
{
    private static string? _bug;

    public static bool Is(string bug) => bug == _bug;

    public static void Plant(string? bug) => _bug = bug;
}
