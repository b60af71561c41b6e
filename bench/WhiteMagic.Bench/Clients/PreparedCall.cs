namespace WhiteMagic.Bench.Clients;

/// <summary>A call whose bytes are ready to be sent, so that making them is not taken for the server's time.</summary>
internal sealed record PreparedCall(int Id, byte[] Line);
