namespace WhiteMagic.Context;

/// <summary>How much a context package holds.</summary>
public enum ContextTier
{
    /// <summary>About 500 tokens: the two latest memories, a line each.</summary>
    Quick = 0,

    /// <summary>About 3,000 tokens: five short-term memories condensed and two long-term ones.</summary>
    Balanced = 1,

    /// <summary>About 10,000 tokens: ten short-term and five long-term memories in full.</summary>
    Full = 2,
}
