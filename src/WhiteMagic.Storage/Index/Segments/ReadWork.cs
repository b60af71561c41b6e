namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Counts what searches read of lists, which is what their time goes into.</summary>
internal sealed class ReadWork
{
    /// <summary>How many rows of terms were decoded.</summary>
    public long Postings { get; set; }

    /// <summary>Of how many rows the places were read.</summary>
    public long Places { get; set; }
}
