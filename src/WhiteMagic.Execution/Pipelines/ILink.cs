namespace WhiteMagic.Execution.Pipelines;

/// <summary>The part of a link that does not depend on what it carries.</summary>
internal interface ILink
{
    /// <summary>Throws away what waits here and lets nobody wait here any more.</summary>
    void Drop();
}
