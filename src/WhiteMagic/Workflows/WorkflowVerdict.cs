namespace WhiteMagic.Workflows;

/// <summary>Says whether to begin.</summary>
public enum WorkflowVerdict
{
    /// <summary>Begin: the mean of the factors is at least 0.8 and none is below 0.5.</summary>
    Proceed,

    /// <summary>Begin and watch the weak factors: the mean is at least 0.6.</summary>
    ProceedWithCaution,

    /// <summary>Prepare first: the mean is below 0.6, or 70 % of the tokens are used.</summary>
    Prepare,
}
