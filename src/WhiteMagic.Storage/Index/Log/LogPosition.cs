namespace WhiteMagic.Storage.Index.Log;

/// <summary>A place in an <see cref="IndexLog"/>.</summary>
/// <param name="Epoch">Which filling of the file; 0 before the first.</param>
/// <param name="Offset">The place in it.</param>
internal readonly record struct LogPosition(long Epoch, long Offset);
