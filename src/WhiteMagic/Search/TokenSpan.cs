using System.Runtime.InteropServices;

namespace WhiteMagic.Search;

/// <summary>Locates one token: where its characters lie in the token text, and what part of the source it stands for.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenSpan(int Offset, int Length, int Start, int End, TokenKind Kind);
