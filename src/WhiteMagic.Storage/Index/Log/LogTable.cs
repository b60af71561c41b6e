namespace WhiteMagic.Storage.Index.Log;

/// <summary>Keeps in the index itself up to where it has the log, so that both change together.</summary>
internal static class LogTable
{
    public static LogPosition Read(IndexConnection connection)
    {
        IndexStatement row = connection.Statement("SELECT epoch, offset FROM log");
        LogPosition position = row.Step() ? new(row.Number(0), row.Number(1)) : default;
        row.Reset();
        return position;
    }

    public static void Write(IndexConnection connection, LogPosition position) =>
        connection.Statement("UPDATE log SET epoch = ?1, offset = ?2").Bind(1, position.Epoch).Bind(2, position.Offset).Run();
}
