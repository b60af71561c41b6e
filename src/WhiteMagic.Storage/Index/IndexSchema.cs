namespace WhiteMagic.Storage.Index;

/// <summary>The tables of the index. A change of any of them, or of how text is analysed, takes a new version.</summary>
internal static class IndexSchema
{
    public const int Version = 6;

    /// <summary>How long a reader waits for another program, in milliseconds.</summary>
    public const int BusyTimeout = 5000;

    /// <summary>Settings of each connection: a derived index need not survive a power loss, only be whole after one.</summary>
    public static readonly string ConnectionSettings = $"""
        PRAGMA busy_timeout = {BusyTimeout};
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA synchronous = NORMAL;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -768;
        PRAGMA journal_size_limit = 16777216;
        """;

    public const string Create = """
        CREATE TABLE memories(
            rowid INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            folder INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            title TEXT NOT NULL,
            tags TEXT NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            version TEXT NOT NULL,
            changed INTEGER NOT NULL,
            size INTEGER NOT NULL,
            identity INTEGER NOT NULL,
            idempotency_key TEXT,
            problem TEXT,
            problem_line INTEGER NOT NULL,
            UNIQUE(id, folder)
        );
        CREATE INDEX memories_created ON memories(created, id);
        CREATE INDEX memories_updated ON memories(updated, id);
        CREATE INDEX memories_title ON memories(title COLLATE NOCASE, id);
        CREATE INDEX memories_key ON memories(idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE INDEX memories_problem ON memories(rowid) WHERE problem IS NOT NULL;
        CREATE TABLE relations(
            source INTEGER NOT NULL,
            target TEXT NOT NULL,
            kind INTEGER NOT NULL,
            PRIMARY KEY(source, target, kind)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS access(
            id TEXT PRIMARY KEY,
            last INTEGER NOT NULL,
            count INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE digest(sum BLOB NOT NULL);
        INSERT INTO digest VALUES(zeroblob(16));
        CREATE TABLE log(epoch INTEGER NOT NULL, offset INTEGER NOT NULL);
        INSERT INTO log VALUES(0, 0);
        CREATE TABLE segments(
            id INTEGER PRIMARY KEY,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            documents INTEGER NOT NULL,
            size INTEGER NOT NULL,
            gone_count INTEGER NOT NULL,
            gone BLOB NOT NULL
        );
        CREATE TABLE chunks(
            id INTEGER PRIMARY KEY,
            data BLOB NOT NULL
        );
        """;

    public const string Drop = """
        DROP TABLE IF EXISTS vocabulary;
        DROP TABLE IF EXISTS words;
        DROP TABLE IF EXISTS segments;
        DROP TABLE IF EXISTS chunks;
        DROP TABLE IF EXISTS memories;
        DROP TABLE IF EXISTS tags;
        DROP TABLE IF EXISTS relations;
        DROP TABLE IF EXISTS digest;
        DROP TABLE IF EXISTS log;
        """;

    public const string Clear = """
        DELETE FROM memories;
        DELETE FROM relations;
        UPDATE digest SET sum = zeroblob(16);
        DELETE FROM segments;
        DELETE FROM chunks;
        """;
}
