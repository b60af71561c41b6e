using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Markdown;

namespace WhiteMagic.Storage.Backup;

/// <summary>The write locks of several spaces, held together; what a killed process left half done is finished first.</summary>
internal sealed class StoreLocks : IAsyncDisposable
{
    private readonly Stack<(MarkdownRecords Records, IRecordWriter Writer)> _held = [];

    private StoreLocks()
    {
    }

    /// <summary>Takes the locks in one order, so that two who do so wait for each other and not forever.</summary>
    public static async Task<StoreLocks> TakeAsync(
        string baseDirectory, IEnumerable<SpaceName> spaces, TimeProvider time, CancellationToken cancellationToken)
    {
        var locks = new StoreLocks();
        try
        {
            foreach (SpaceName space in spaces.Distinct().OrderBy(space => space.Value, StringComparer.Ordinal))
            {
                await locks.TakeAsync(new SpaceFolders(baseDirectory, space), time, cancellationToken).ConfigureAwait(false);
            }

            return locks;
        }
        catch
        {
            await locks.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_held.TryPop(out (MarkdownRecords Records, IRecordWriter Writer) held))
        {
            await held.Writer.DisposeAsync().ConfigureAwait(false);
            await held.Records.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(SpaceFolders folders, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folders.State);
        var files = new StoreFiles(folders.Base, folders.State, Durability.Full, PhysicalFileOperations.Instance);
        var records = new MarkdownRecords(folders, files, isReadOnly: false, time);
        IRecordWriter writer = await records.LockAsync(cancellationToken).ConfigureAwait(false);
        _held.Push((records, writer));
    }
}
