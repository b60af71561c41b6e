using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace WhiteMagic.Mcp;

/// <summary>Says how long a client may keep an answer; revisions before 2026-07-28 do not know the fields.</summary>
internal static class Caching
{
    private const string First = "2026-07-28";

    /// <summary>Whether the client speaks the revision that made requests stand alone, or a later one.</summary>
    public static bool IsCurrent(MessageContext request) =>
        string.CompareOrdinal(request.Server.NegotiatedProtocolVersion, First) >= 0;

    /// <summary>Marks what stays the same as long as the server runs.</summary>
    public static T Stable<T>(MessageContext request, T result) where T : ICacheableResult
    {
        if (IsCurrent(request))
        {
            result.TimeToLive = TimeSpan.FromHours(1);
            result.CacheScope = CacheScope.Private;
        }

        return result;
    }
}
