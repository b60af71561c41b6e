namespace WhiteMagic.Search;

/// <summary>The BM25 formula, split so that an index can keep what depends on one memory alone, in one byte.</summary>
/// <remarks>
/// Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the fields weighed before
/// saturation as in BM25F. A typical length stands for the mean, so that no memory's score depends on how others grow.
/// </remarks>
internal static class Bm25
{
    /// <summary>The weights of title, tags and body.</summary>
    public static readonly int[] FieldWeights = [6, 4, 1];

    private const double Saturation = 1.2;
    private const double LengthWeight = 0.75;
    private const double TypicalLength = 1200;

    // A word that most memories hold still counts when nothing else does.
    private const double LeastRarity = 1e-6;

    // The impact of a word without end is Saturation + 1.
    private const double Steps = 255;

    /// <summary>How much a word says of a memory, from 1 to 255.</summary>
    /// <param name="frequency">How often it occurs, each occurrence times its field's weight; above 0.</param>
    /// <param name="length">The memory's length in tokens.</param>
    public static byte Impact(int frequency, int length)
    {
        double norm = Saturation * (1 - LengthWeight + (LengthWeight * length / TypicalLength));
        return (byte)Math.Clamp(Math.Round(Steps * frequency / (frequency + norm)), 1, Steps);
    }

    /// <summary>How much a word says at all: the less, the more of the memories have it.</summary>
    public static double Rarity(int memories, int having) =>
        Math.Max(LeastRarity, Math.Log(Math.Max(LeastRarity, memories - having + 0.5) / (having + 0.5)));

    /// <summary>A word's part of a memory's score.</summary>
    /// <remarks>In this order, so that it is to the last bit that many times what an impact of 1 gives.</remarks>
    public static double Score(double rarity, byte impact) => rarity * ((Saturation + 1) / Steps) * impact;
}
