using System.Security.Cryptography;
using System.Text;

namespace WhiteMagic.Cli.Import;

/// <summary>Names what is imported by where it comes from and what it says, so that importing it again finds it.</summary>
internal static class ImportKey
{
    public const string Prefix = "import:";

    public static string Of(string source, string content) =>
        Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\0{content}")));
}
