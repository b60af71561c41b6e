namespace WhiteMagic.Memories;

/// <summary>Tells one state of a record from another without reading it; equal stamps mean an unchanged record.</summary>
/// <param name="Modified">When it last changed, in the record store's own unit.</param>
/// <param name="Changed">When anything about it last changed, also where the time of modification was set back; same unit.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Identity">The store's number for the record, which a replaced file does not keep.</param>
public readonly record struct RecordStamp(long Modified, long Changed, long Size, long Identity);
