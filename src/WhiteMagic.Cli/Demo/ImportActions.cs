using WhiteMagic.Cli.Import;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Cli.Demo;

/// <summary>Brings notes in, as <c>wm import markdown</c> does.</summary>
internal static class ImportActions
{
    public static IEnumerable<DemoAction> For(WmHost host)
    {
        yield return new("import a project's notes", ImportBundledAsync);
        if (RepositoryDocs.Find(host.WorkingDirectory, AppContext.BaseDirectory) is { } docs)
        {
            yield return new("import this program's docs/", (session, token) => ImportDocsAsync(session, docs, token));
        }
    }

    private static async Task<string> ImportBundledAsync(DemoSession session, CancellationToken cancellationToken)
    {
        string notes = session.Folder.Notes;
        int workers = session.Store.Workers.IoWorkers;
        int written = await BundledNotes.WriteAsync(notes, cancellationToken).ConfigureAwait(false);
        int knowledge = await ImportAsync(
            session, new MarkdownFolder(Path.Join(notes, BundledNotes.Knowledge)) { Kind = MemoryKind.LongTerm, Workers = workers }, cancellationToken).ConfigureAwait(false);
        int recent = await ImportAsync(
            session, new MarkdownFolder(Path.Join(notes, BundledNotes.Notes)) { Kind = MemoryKind.ShortTerm, Workers = workers }, cancellationToken).ConfigureAwait(false);
        string result = $"{knowledge} long-term, {recent} short-term";
        WrongResultException.ThrowUnless(knowledge + recent == written && written > 0, $"{written} notes", result);
        return result;
    }

    private static async Task<string> ImportDocsAsync(DemoSession session, string docs, CancellationToken cancellationToken)
    {
        int pages = Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories).Count();
        var folder = new MarkdownFolder(docs) { Kind = MemoryKind.LongTerm, Tags = ["docs"], Workers = session.Store.Workers.IoWorkers };
        int imported = await ImportAsync(session, folder, cancellationToken).ConfigureAwait(false);
        WrongResultException.ThrowUnless(imported == pages && pages > 0, $"{pages} long-term", $"{imported} long-term");
        return $"{imported} long-term";
    }

    private static async Task<int> ImportAsync(DemoSession session, MarkdownFolder folder, CancellationToken cancellationToken)
    {
        IReadOnlyList<ImportItem> items = await folder.ReadAsync(null, cancellationToken).ConfigureAwait(false);
        IMemorySpaces spaces = session.OpenStore();
        await using (spaces.ConfigureAwait(false))
        {
            IMemorySpace space = await spaces.OpenAsync(SpaceName.Parse(null), cancellationToken).ConfigureAwait(false);
            ImportReport report = await new Importer(space, dryRun: false, session.Store.Workers.IoWorkers)
                .RunAsync(items, null, cancellationToken).ConfigureAwait(false);
            WrongResultException.ThrowUnless(
                report.ImportedCount == items.Count, $"{items.Count} imported", $"{report.ImportedCount}: {report.Results.FirstOrDefault(r => !r.Ok)?.Error}");
            foreach (ImportOutcome outcome in report.Results)
            {
                session.Imported.Add(outcome.Filename!, items[outcome.Index].Draft!);
            }
        }

        return items.Count;
    }
}
