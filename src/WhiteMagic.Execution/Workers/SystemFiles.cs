namespace WhiteMagic.Execution.Workers;

/// <summary>Reads the files of the running system.</summary>
internal sealed class SystemFiles : IControlGroupFiles
{
    public string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
