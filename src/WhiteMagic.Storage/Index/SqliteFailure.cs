using Microsoft.Data.Sqlite;
using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Index;

/// <summary>Sorts SQLite's failures by what can be done about them.</summary>
internal static class SqliteFailure
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static bool IsBusy(SqliteException failure) => failure.SqliteErrorCode is Busy or Locked;

    /// <summary>Whether the file is damaged, so that only building it anew helps.</summary>
    public static bool IsDamage(SqliteException failure) =>
        failure.SqliteErrorCode is Corrupt or NotADatabase || failure.Message.Contains("malformed", StringComparison.OrdinalIgnoreCase);

    /// <summary>Puts a failure in words for the caller.</summary>
    public static WhiteMagicException ToException(SqliteException failure) => failure.SqliteErrorCode switch
    {
        Busy or Locked => new StoreBusyException(failure),
        Full => new StoreWriteException(".whitemagic/index.db", "no space left on device", "nothing was changed: free some space, then try again", failure),
        ReadOnly or CannotOpen => new StoreWriteException(
            ".whitemagic/index.db", "the index cannot be written", "give this user write access to the store's folders, then try again", failure),
        IoError => new StoreWriteException(".whitemagic/index.db", "input/output error", "check the disk and its free space, then try again", failure),
        _ => new StoreCorruptException($"the index failed (SQLite error {failure.SqliteErrorCode}); `wm reindex` builds it anew", failure),
    };
}
