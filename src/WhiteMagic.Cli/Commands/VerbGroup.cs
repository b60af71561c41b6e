namespace WhiteMagic.Cli.Commands;

/// <summary>The headings verbs stand under in the help.</summary>
internal enum VerbGroup
{
    Memories,
    Find,
    Organise,
    Move,
    Care,
    Setup,
}
