using System.Globalization;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes how many there are of something.</summary>
internal static class CountText
{
    public static string Of(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");

    public static string Memories(int count) => Of(count, "memory", "memories");
}
