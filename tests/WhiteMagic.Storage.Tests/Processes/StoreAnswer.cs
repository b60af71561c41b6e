namespace WhiteMagic.Storage.Tests.Processes;

/// <summary>What a process answered to the operation of that number, the first being 0.</summary>
internal sealed record StoreAnswer(int Number, bool IsError, string Text);
