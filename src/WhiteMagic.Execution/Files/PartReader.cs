namespace WhiteMagic.Execution.Files;

/// <summary>Reads from an open file what stands at a place; 0 bytes come only at its end.</summary>
internal delegate int PartReader(Span<byte> target, int place);
