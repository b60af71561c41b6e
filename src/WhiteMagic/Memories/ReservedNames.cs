using System.Collections.Frozen;

namespace WhiteMagic.Memories;

/// <summary>Names that some system gives a meaning of its own, so that a store stays readable on all of them.</summary>
internal static class ReservedNames
{
    private static readonly FrozenSet<string> Devices = new[]
    {
        "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Devices.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether the part of a file name before its first dot is reserved.</summary>
    public static bool Contains(ReadOnlySpan<char> name)
    {
        int dot = name.IndexOf('.');
        return Lookup.Contains(dot < 0 ? name : name[..dot]);
    }
}
