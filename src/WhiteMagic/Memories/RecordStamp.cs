namespace WhiteMagic.Memories;

/// <summary>Tells one state of a record from another without reading it; equal stamps mean an unchanged record.</summary>
/// <param name="Changed">When anything about it last changed, in the record store's own unit; a write always moves it.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Identity">The store's number for the record, which a replaced file does not keep.</param>
public readonly record struct RecordStamp(long Changed, long Size, long Identity);
