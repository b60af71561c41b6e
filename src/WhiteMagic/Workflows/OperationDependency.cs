namespace WhiteMagic.Workflows;

/// <summary>Tells that one operation has to wait for another.</summary>
/// <param name="Operation">The one that waits, by its place from 0.</param>
/// <param name="DependsOn">The one that it waits for, by its place from 0.</param>
/// <param name="Cue">By what this was found.</param>
/// <param name="Reason">Why, in a sentence with the words that decided; operations are numbered from 1 in it.</param>
public sealed record OperationDependency(int Operation, int DependsOn, DependencyCue Cue, string Reason);
