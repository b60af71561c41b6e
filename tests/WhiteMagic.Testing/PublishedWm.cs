using Xunit;

namespace WhiteMagic.Testing;

/// <summary>Finds the published <c>wm</c>, which <c>eng/test.sh</c> makes; without it a test is skipped.</summary>
public static class PublishedWm
{
    private static readonly string? Named = Environment.GetEnvironmentVariable("WM_BINARY");

    /// <summary>Whether there is one.</summary>
    public static bool Exists => File.Exists(Named);

    /// <summary>Its path.</summary>
    public static string Path
    {
        get
        {
            Assert.SkipUnless(Exists, "WM_BINARY does not name a published wm: run ./eng/test.sh, which publishes it.");
            return Named!;
        }
    }
}
