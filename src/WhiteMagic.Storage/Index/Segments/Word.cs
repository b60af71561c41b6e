namespace WhiteMagic.Storage.Index.Segments;

/// <summary>What <see cref="DocumentAnalyzer"/> gathers of one word of a memory.</summary>
internal struct Word
{
    /// <summary>How often it comes, weighted by fields.</summary>
    public int Frequency;

    public int Count;

    /// <summary>Its places among all positions.</summary>
    public int First;
    public int Next;
}
