namespace WhiteMagic.Workflows;

/// <summary>Says what a verb does to the name that follows it.</summary>
internal enum DataVerb
{
    /// <summary>It uses it.</summary>
    Read,

    /// <summary>It makes it.</summary>
    Write,

    /// <summary>It uses and changes it.</summary>
    Change,

    /// <summary>It uses what follows, and makes what follows "to" or "into".</summary>
    Transfer,
}
