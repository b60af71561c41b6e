namespace WhiteMagic.Workflows;

/// <summary>Says by what a dependency between described operations was found, the surest first.</summary>
public enum DependencyCue
{
    /// <summary>Both use the same file or name, and at least one of them changes it.</summary>
    Data,

    /// <summary>One names the other by its number, its place or its id.</summary>
    Reference,

    /// <summary>One describes the other, as in "after fetching the users".</summary>
    Phrase,

    /// <summary>It begins with a word of order, as "then" or "finally".</summary>
    Order,

    /// <summary>It speaks of "it", "them" or "the result" and has named nothing that these could mean.</summary>
    Pronoun,
}
