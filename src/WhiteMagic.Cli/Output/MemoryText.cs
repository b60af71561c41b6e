using WhiteMagic.Cli.Commands;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes memories for a reader.</summary>
internal static class MemoryText
{
    public static void Write(Reporter output, MemoryView view)
    {
        if (view.Type is { } type)
        {
            output.Heading(SafeText.OneLine(view.Title));
            string status = view.Status == MemoryStatus.Archived ? ", archived" : "";
            output.Line($"{view.Filename} · {Choices.NameOf(Choices.Kinds, type)}{status}");
            WriteTimes(output, view);
            if (view.Tags is { Count: > 0 } tags)
            {
                output.Line($"tags: {string.Join(", ", tags)}");
            }

            foreach (var relation in view.Relations ?? [])
            {
                output.Line($"{Choices.NameOf(Choices.Relations, relation.Type)}: {relation.Target}");
            }

            output.Line();
        }

        output.Raw(view.Content);
        WriteNotes(output, view);
    }

    public static void WriteMany(Reporter output, BatchReadResult result)
    {
        foreach (BatchReadItem item in result.Results)
        {
            if (item.Memory is { } memory)
            {
                Write(output, memory);
                output.Line(memory.Content.EndsWith('\n') ? "" : "\n");
            }
            else
            {
                output.Note(item.IsMissing ? $"error: {item.Error}" : $"error: {item.Filename}: {item.Error}");
            }
        }
    }

    private static void WriteTimes(Reporter output, MemoryView view)
    {
        if (view.Created is { } created)
        {
            string updated = view.Updated is { } last && last != created ? $" · updated {output.Dates.Full(last)}" : "";
            output.Line($"created {output.Dates.Full(created)}{updated}");
        }
    }

    private static void WriteNotes(Reporter output, MemoryView view)
    {
        if (view.Problem is { } problem)
        {
            output.Warn(problem.Line > 0 ? $"line {problem.Line}: {problem.Reason}" : problem.Reason);
        }

        if (view.Truncated)
        {
            output.Note($"cut to {view.Tokens} tokens; --max-tokens gives more");
        }

        if (view.Omitted is { } omitted)
        {
            output.Note($"left out to fit: {string.Join(", ", omitted)}; --max-tokens gives more");
        }
    }
}
