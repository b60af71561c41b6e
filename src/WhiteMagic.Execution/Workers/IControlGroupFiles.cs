namespace WhiteMagic.Execution.Workers;

/// <summary>Reads the small files in which the system tells limits and use.</summary>
internal interface IControlGroupFiles
{
    /// <summary>The text of a file; null when there is none or it cannot be read.</summary>
    string? Read(string path);
}
