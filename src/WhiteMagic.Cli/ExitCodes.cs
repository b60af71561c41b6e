namespace WhiteMagic.Cli;

/// <summary>Names what <c>wm</c> gives back to the shell.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int Conflict = 4;
    public const int Cancelled = 130;
}
