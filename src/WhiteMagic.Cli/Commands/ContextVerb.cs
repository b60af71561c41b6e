using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Cli.Settings;
using WhiteMagic.Context;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm context</c>.</summary>
internal static class ContextVerb
{
    private static readonly IReadOnlyList<(string Name, ContextTier Value)> Tiers =
    [
        ("0", ContextTier.Quick), ("1", ContextTier.Balanced), ("2", ContextTier.Full),
        ("quick", ContextTier.Quick), ("balanced", ContextTier.Balanced), ("full", ContextTier.Full),
    ];

    public static Verb Create()
    {
        var tier = new Argument<ContextTier?>("TIER")
        {
            Description = "How much: 0 or quick, 1 or balanced (default), 2 or full",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => Choices.Parse(result, Tiers),
        };
        tier.CompletionSources.Clear();
        tier.CompletionSources.Add([.. Tiers.Select(choice => choice.Name)]);
        var query = new Option<string?>("--query") { Description = "What the work is about: memories are chosen by it", HelpName = "TEXT" };
        var role = new Option<string?>("--role") { Description = "What kind of work it is, such as bug-fix", HelpName = "TEXT" };
        Option<int?> tokens = Limits.MaxTokens();
        return new Verb("context", "Put what matters now into one text for an agent")
        {
            Group = VerbGroup.Find,
            Arguments = { tier },
            Options = { query, role, tokens },
            Examples =
            [
                ("wm context", "about 3,000 tokens of what is recent"),
                ("wm context full --query \"release process\"", "about 10,000 tokens on one subject"),
            ],
            Handler = async (invocation, cancellationToken) =>
            {
                ContextTier chosen = invocation.Get(tier) ?? ContextTier.Balanced;
                var request = new ContextRequest
                {
                    Tier = chosen,
                    Query = invocation.Get(query),
                    Role = invocation.Get(role),
                    MaxTokens = invocation.Get(tokens) ?? Budget(invocation.Store, chosen),
                };
                ContextPackage package = await invocation.InSpaceAsync(space => space.GetContextAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
                invocation.Output.Write(package, WhiteMagicJson.Readable.ContextPackage, p =>
                {
                    if (p.Text.Length == 0 && p.Omitted > 0)
                    {
                        invocation.Output.Note($"nothing fitted in {CountText.Of(p.Budget, "token")}; a larger --max-tokens gives more");
                        return;
                    }

                    invocation.Output.Raw(p.Text);
                    string omitted = p.Omitted > 0 ? $", {p.Omitted} left out" : "";
                    invocation.Output.Note($"{p.Tokens} of {p.Budget} tokens, {CountText.Memories(p.Filenames.Count)}{omitted}");
                });
                return ExitCodes.Done;
            },
        };
    }

    private static int Budget(StoreSettings settings, ContextTier tier) => tier switch
    {
        ContextTier.Quick => settings.QuickTokens,
        ContextTier.Balanced => settings.BalancedTokens,
        _ => settings.FullTokens,
    };
}
