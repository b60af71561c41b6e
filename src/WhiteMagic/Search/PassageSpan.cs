using System.Runtime.InteropServices;

namespace WhiteMagic.Search;

/// <summary>Locates a passage in a body: its 1-based lines, its characters, and how well it matches from 0 to 1.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PassageSpan(int StartLine, int EndLine, int Start, int Length, double Score)
{
    public int End => Start + Length;
}
