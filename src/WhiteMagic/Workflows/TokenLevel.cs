namespace WhiteMagic.Workflows;

/// <summary>Says how much of a token budget is used.</summary>
public enum TokenLevel
{
    /// <summary>Less than 60 %: go on.</summary>
    Good,

    /// <summary>60 % or more: go on with less.</summary>
    Caution,

    /// <summary>70 % or more: finish and save, begin nothing new.</summary>
    Warning,

    /// <summary>80 % or more: stop.</summary>
    Critical,
}
