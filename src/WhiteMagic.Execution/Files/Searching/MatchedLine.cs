using System.Runtime.InteropServices;
using System.Text;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>A line that was found, or one near it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MatchedLine
{
    /// <summary>The line's number in the file, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The line in UTF-8, without its line end.</summary>
    public required ReadOnlyMemory<byte> Utf8 { get; init; }

    /// <summary>The byte at which the first match begins; -1 in a line that only stands near one.</summary>
    public int MatchStart { get; init; }

    /// <summary>How many bytes the first match has.</summary>
    public int MatchLength { get; init; }

    /// <summary>Whether the line matches.</summary>
    public bool IsMatch => MatchStart >= 0;

    /// <summary>The character at which the first match begins, from 1; 0 in a line that only stands near one.</summary>
    public int Column => IsMatch ? CountCharacters(Utf8.Span[..MatchStart]) + 1 : 0;

    /// <summary>Decodes the line; bytes that are not valid become U+FFFD.</summary>
    public string DecodeText() => Encoding.UTF8.GetString(Utf8.Span);

    private static int CountCharacters(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte value in text)
        {
            count += (value & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }
}
