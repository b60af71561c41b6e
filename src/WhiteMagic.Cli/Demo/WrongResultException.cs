namespace WhiteMagic.Cli.Demo;

/// <summary>Says that a step of the demo came to another result than it must.</summary>
internal sealed class WrongResultException(string expected, string result) : WhiteMagicException(result)
{
    public string Expected => expected;

    public static void ThrowUnless(bool right, string expected, string result)
    {
        if (!right)
        {
            throw new WrongResultException(expected, result);
        }
    }
}
