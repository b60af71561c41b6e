namespace WhiteMagic.Execution.Workers;

/// <summary>Measures how busy the machine or container is.</summary>
public interface ILoadMeter
{
    /// <summary>Measures the load since the last call.</summary>
    SystemLoad Measure();
}
