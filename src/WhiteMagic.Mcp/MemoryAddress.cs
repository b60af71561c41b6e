using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp;

/// <summary>A memory's address as a resource: <c>memory://space/id</c>.</summary>
/// <param name="Space">The space's name as written.</param>
/// <param name="Id">The memory's id as written, unescaped.</param>
internal readonly record struct MemoryAddress(string Space, string Id)
{
    public const string Scheme = "memory://";

    public static string Of(SpaceName space, MemoryId id) => $"{Scheme}{space}/{Uri.EscapeDataString(id.Value)}";

    public static bool TryParse(string text, out MemoryAddress address)
    {
        address = default;
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        string path = text[Scheme.Length..];
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        // Clients that normalise addresses write memory://stats/ for memory://stats.
        if (slash < 0 || slash == path.Length - 1)
        {
            return false;
        }

        address = new MemoryAddress(path[..slash], Uri.UnescapeDataString(path[(slash + 1)..]));
        return true;
    }
}
