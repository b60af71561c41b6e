namespace WhiteMagic.Cli.Commands;

/// <summary>Finds a memory's text: in an option, in a file, or on standard input.</summary>
internal static class ContentText
{
    /// <summary>Gives the text, or null when none was given and <paramref name="orInput"/> forbids waiting for input.</summary>
    public static async Task<string?> ReadAsync(
        Invocation invocation, (string? Text, string? File) given, bool orInput, CancellationToken cancellationToken)
    {
        if (given is { Text: not null, File: not null })
        {
            throw new UsageException("give --content or --content-file, not both");
        }

        bool fromInput = given.Text == "-" || given.File == "-";
        if (fromInput || (orInput && given is { Text: null, File: null } && !invocation.Terminal.InIsTerminal))
        {
            string piped = await invocation.Terminal.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            return piped.Length > 0 || !orInput
                ? piped
                : throw new UsageException("the memory has no text, for standard input is empty: give --content TEXT or --content-file FILE, or pipe it in");
        }

        return given.File is null
            ? given.Text
            : await PathException.GuardAsync(given.File, "read", () => File.ReadAllTextAsync(invocation.FullPath(given.File), cancellationToken)).ConfigureAwait(false);
    }
}
