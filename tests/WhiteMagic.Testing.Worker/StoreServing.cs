using WhiteMagic.Consolidation;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;
using WhiteMagic.Storage;

namespace WhiteMagic.Testing.Worker;

/// <summary>Carries out the operations that come in, one a line with tabs between its parts, and answers each with a line.</summary>
internal static class StoreServing
{
    public static async Task RunAsync(string folder, TextReader input, TextWriter output)
    {
        await using var store = new MemoryStore(new MemoryStoreOptions { BaseFolder = folder });
        IMemorySpace? space = null;
        while (await input.ReadLineAsync() is { } line)
        {
            string answer;
            try
            {
                space ??= await store.OpenAsync(SpaceName.Default);
                answer = "ok\t" + await CarryOutAsync(space, line.Split('\t'));
            }
            catch (WhiteMagicException failure)
            {
                answer = "error\t" + failure.Message;
            }

            await output.WriteLineAsync(answer);
            await output.FlushAsync();
        }
    }

    private static async Task<string> CarryOutAsync(IMemorySpace space, string[] parts)
    {
        switch (parts[0])
        {
            case "create":
                MemoryKind kind = parts[1] == "long_term" ? MemoryKind.LongTerm : MemoryKind.ShortTerm;
                return (await space.CreateAsync(new MemoryDraft { Title = parts[2], Content = parts[3], Type = kind })).Filename.Value;
            case "append":
                return (await space.UpdateAsync(MemoryId.Parse(parts[1]), new MemoryPatch { Append = parts[2], AddTags = [parts[3]] })).Version;
            case "archive":
                return (await space.DeleteAsync(MemoryId.Parse(parts[1]))).Action;
            case "restore":
                return (await space.RestoreAsync(MemoryId.Parse(parts[1]))).Type.ToString();
            case "consolidate":
                return (await space.ConsolidateAsync(new ConsolidationRequest { DryRun = false, MinAgeDays = 0 })).Candidates.ToString(
                    System.Globalization.CultureInfo.InvariantCulture);
            case "find":
                SearchResult found = await space.SearchAsync(new MemoryQuery { Query = parts[1], Limit = 1000 });
                return string.Join('\t', found.Matches.Select(static match => match.Filename.Value));
            case "problems":
                return string.Join('\t', (await space.CheckAsync()).Problems.Select(static problem => $"{problem.File}: {problem.Reason}"));
            default:
                throw new InvalidOperationException(parts[0]);
        }
    }
}
