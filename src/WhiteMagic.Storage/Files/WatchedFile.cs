namespace WhiteMagic.Storage.Files;

/// <summary>A name that changed in a watched folder.</summary>
/// <param name="Folder">The folder as it was given to the watcher.</param>
/// <param name="Name">The file name within it.</param>
internal readonly record struct WatchedFile(string Folder, string Name);
