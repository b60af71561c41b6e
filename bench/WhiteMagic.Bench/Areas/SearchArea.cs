using WhiteMagic.Bench.Baselines;
using WhiteMagic.Bench.Clients;
using WhiteMagic.Bench.Corpus;
using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Areas;

/// <summary>Natural questions over MCP beside SQLite's full-text index called in process.</summary>
internal sealed class SearchArea : IArea
{
    private const int WarmUp = 100;
    private const int Asked = 1_000;
    private const int Limit = 10;

    public string Name => "search";

    public string Summary => "search_memories over MCP stdio, 10,000 memories, questions of 3 to 10 words";

    public IReadOnlyList<Measure> Run(Workplace workplace)
    {
        var questions = Standard.Questions(Asked + WarmUp).ToArray();
        var (plain, plainFound) = Plain(workplace, questions);
        var (ours, found) = Ours(workplace, questions);

        return
        [
            Measure.AtMost("search_memories, p50", ours.Median, "ms", 3, plain.Median),
            Measure.AtMost("search_memories, p99", ours.Quantile(0.99), "ms", 15, plain.Quantile(0.99)),
            Measure.Noted("search_memories, slowest", ours.Quantile(1), "ms", plain.Quantile(1)),
            new Measure
            {
                Name = "questions that find their document in 10",
                Value = 100.0 * found / Asked,
                Unit = "%",
                Baseline = 100.0 * plainFound / Asked,
                Goal = "ratio >= 0.95",
                Met = found >= 0.95 * plainFound,
            },
        ];
    }

    private static (Samples Times, int Found) Plain(Workplace workplace, Question[] questions)
    {
        using var plain = new PlainFts(workplace.NewFolder("plain"));
        plain.InsertDocuments(Standard.Corpus.Generate(Standard.Documents));
        return Ask(questions, question =>
        {
            IReadOnlyList<string> names = [];
            return (Samples.Time(() => names = plain.Search(question, Limit)), names);
        });
    }

    private static (Samples Times, int Found) Ours(Workplace workplace, Question[] questions)
    {
        var store = Standard.NewStore(workplace);
        Cli.Reindex(workplace, store);
        using var client = McpClient.Start(ServerCommand.Ours(workplace, store));
        return Ask(questions, question => Search(client, question));
    }

    private static (Samples Times, int Found) Ask(Question[] questions, Func<string, (double Time, IReadOnlyList<string> Names)> search)
    {
        foreach (var question in questions.Skip(Asked))
        {
            search(question.Text);
        }

        var samples = new Samples();
        var found = 0;
        foreach (var question in questions.Take(Asked))
        {
            var (time, names) = search(question.Text);
            samples.Add(time);
            found += names.Contains(question.FileName) ? 1 : 0;
        }

        return (samples, found);
    }

    private static (double Time, IReadOnlyList<string> Names) Search(McpClient client, string question)
    {
        var call = client.Prepare("search_memories", ToolArguments.Search(question));
        ReadOnlyMemory<byte> answer = default;
        var time = Samples.Time(() => answer = client.Ask(call));
        var matches = Answer.StructuredContent(answer).GetProperty("matches");
        return (time, [.. matches.EnumerateArray().Select(match => match.GetProperty("filename").GetString() ?? "")]);
    }
}
