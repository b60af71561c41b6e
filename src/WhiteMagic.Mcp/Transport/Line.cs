namespace WhiteMagic.Mcp.Transport;

/// <summary>What was read.</summary>
/// <param name="Kind">Whether it is a line, and of an allowed length.</param>
/// <param name="Bytes">The line, or the end of one that cannot be kept.</param>
/// <param name="Start">How one begins that cannot be kept.</param>
internal readonly record struct Line(LineKind Kind, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Start = default);
