namespace WhiteMagic.Cli.Demo;

/// <summary>Changes files behind the server's back, as a person does in an editor; the very next search must know.</summary>
internal static class EditorActions
{
    private const string Added = "storm_watch_rota.md";
    private const string Renamed = "winter_storm_watch.md";

    public static IReadOnlyList<DemoAction> All { get; } =
    [
        new("edit a file in an editor", EditAsync), new("add a file", AddAsync), new("rename it", RenameAsync), new("delete it", RemoveAsync),
    ];

    private static async Task<string> EditAsync(DemoSession session, CancellationToken cancellationToken)
    {
        string meeting = session.IdOf("Planning meeting, 5 October");
        await File.AppendAllTextAsync(
            session.Folder.ShortTerm(meeting), "\nOla, by telephone: only Captain Lindqvist may cancel a sailing.\n", cancellationToken).ConfigureAwait(false);
        return await ExpectAsync(session, "Captain Lindqvist", [meeting], cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> AddAsync(DemoSession session, CancellationToken cancellationToken)
    {
        const string Text = "# Storm watch rota\n\nWeek 48: Tomoko. Week 49: Raúl. Week 50: Sigrún Guðmundsdóttir, on loan from Brage.\n";
        await File.WriteAllTextAsync(session.Folder.ShortTerm(Added), Text, cancellationToken).ConfigureAwait(false);
        return await ExpectAsync(session, "rota Sigrún", [Added], cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> RenameAsync(DemoSession session, CancellationToken cancellationToken)
    {
        File.Move(session.Folder.ShortTerm(Added), session.Folder.ShortTerm(Renamed));
        return await ExpectAsync(session, "rota Sigrún", [Renamed], cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> RemoveAsync(DemoSession session, CancellationToken cancellationToken)
    {
        File.Delete(session.Folder.ShortTerm(Renamed));
        return await ExpectAsync(session, "rota Sigrún", [], cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> ExpectAsync(DemoSession session, string query, string[] expected, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> found = await session.SearchAsync($"\"{query.Split(' ')[^1]}\" {query}", cancellationToken).ConfigureAwait(false);
        string result = found.Count == 0 ? "next search: nothing" : $"next search: {string.Join(", ", found.Select(session.TitleOf))}";
        string right = expected.Length == 0 ? "next search: nothing" : $"next search: {session.TitleOf(expected[0])}";
        WrongResultException.ThrowUnless(found.SequenceEqual(expected, StringComparer.Ordinal), right, result);
        return result;
    }
}
