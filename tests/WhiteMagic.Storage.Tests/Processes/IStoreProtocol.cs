namespace WhiteMagic.Storage.Tests.Processes;

/// <summary>Knows how a program is started on a store and asked for operations, one a line.</summary>
internal interface IStoreProtocol
{
    IReadOnlyList<string> Command(string folder);

    string Request(int number, string operation);

    /// <summary>Reads an answer; null when the line is none.</summary>
    StoreAnswer? Answer(string line);
}
