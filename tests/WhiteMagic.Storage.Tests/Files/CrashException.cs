namespace WhiteMagic.Storage.Tests.Files;

/// <summary>Stands for the death of the process: nothing in the product catches it.</summary>
internal sealed class CrashException : Exception
{
    public CrashException() : base("The process died here.")
    {
    }
}
