namespace WhiteMagic.Mcp.Tools;

/// <summary>What calling a tool may do.</summary>
[Flags]
internal enum ToolTraits
{
    None = 0,

    /// <summary>It changes nothing.</summary>
    ReadOnly = 1,

    /// <summary>It may take away what was there.</summary>
    Destructive = 2,

    /// <summary>The same call again changes nothing more.</summary>
    Idempotent = 4,
}
