namespace WhiteMagic.Storage.Files;

/// <summary>Content that lies written and flushed under a temporary name until it is published.</summary>
internal sealed class StagedFile : IDisposable
{
    private readonly StoreFiles _files;
    private bool _pending = true;

    internal StagedFile(StoreFiles files, string path)
    {
        _files = files;
        Path = path;
    }

    /// <summary>Where the content lies while it is staged.</summary>
    internal string Path { get; }

    /// <summary>Says that the content is published, or that the journal answers for it now.</summary>
    internal void Release() => _pending = false;

    /// <summary>Deletes content that was not published.</summary>
    public void Dispose()
    {
        if (_pending)
        {
            _pending = false;
            _files.Discard(Path);
        }
    }
}
