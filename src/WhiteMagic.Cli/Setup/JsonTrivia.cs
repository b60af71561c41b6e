namespace WhiteMagic.Cli.Setup;

/// <summary>Steps over what stands between the tokens of JSON with comments.</summary>
internal static class JsonTrivia
{
    /// <summary>Gives the place of the next token.</summary>
    public static int Skip(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length)
        {
            if (text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                at++;
            }
            else if (text[at..].StartsWith("//"u8))
            {
                int end = text[at..].IndexOf((byte)'\n');
                at = end < 0 ? text.Length : at + end;
            }
            else if (text[at..].StartsWith("/*"u8))
            {
                at += text[at..].IndexOf("*/"u8) + 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>Gives the place of the last comma between an object's brace and one of its members; -1 when there is none.</summary>
    public static int CommaBefore(ReadOnlySpan<byte> text, int brace, int member)
    {
        int comma = -1;
        int at = brace + 1;
        while ((at = Skip(text, at)) < member)
        {
            comma = text[at] == ',' ? at : comma;
            at = text[at] == '"' ? EndOfString(text, at) : at + 1;
        }

        return comma;
    }

    private static int EndOfString(ReadOnlySpan<byte> text, int at)
    {
        for (at++; text[at] != '"'; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
        }

        return at + 1;
    }
}
