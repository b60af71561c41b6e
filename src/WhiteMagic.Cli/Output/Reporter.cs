using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes results to standard output and talk to standard error.</summary>
internal sealed class Reporter(Terminal terminal, TimeProvider time, OutputStyle style)
{
    public Terminal Terminal => terminal;

    public OutputStyle Style => style;

    public TimeProvider Time => time;

    /// <summary>The line that is shown while something long runs.</summary>
    public ProgressLine? Progress { get; set; }

    /// <summary>Whether the result is read by a person on a terminal.</summary>
    public bool ForPerson => terminal.OutIsTerminal && !style.Json;

    public DateText Dates => new(time, ForPerson);

    /// <summary>Writes a result: as JSON when that was asked for, else as <paramref name="text"/> says.</summary>
    public void Write<T>(T result, JsonTypeInfo<T> json, Action<T> text)
    {
        if (style.Json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(result, json));
        }
        else
        {
            text(result);
        }
    }

    public void Line(string text = "") => terminal.Out.WriteLine(Shown(text));

    /// <summary>Writes text as it stands, a program's input when redirected; on a terminal nothing in it can act on the terminal.</summary>
    public void Raw(string text)
    {
        terminal.Out.Write(Shown(text));
        if (ForPerson && !text.EndsWith('\n'))
        {
            terminal.Out.WriteLine();
        }
    }

    public void Heading(string text) => terminal.Out.WriteLine(Styled(Shown(text), "1"));

    /// <summary>Writes the name of what was done, with the verb before it for a person.</summary>
    public void Done(string verb, string name) => Line(ForPerson ? $"{verb} {name}" : name);

    public void Table(TextTable table)
    {
        if (table.Rows.Count == 0)
        {
            return;
        }

        if (ForPerson)
        {
            TerminalTable.Write(table, terminal, style.Color);
        }
        else
        {
            PlainTable.Write(table, terminal.Out);
        }
    }

    /// <summary>Says something about the result that is not part of it.</summary>
    public void Note(string text)
    {
        if (!style.Quiet)
        {
            Talk(() => terminal.Error.WriteLine(SafeText.OneBlock(text)));
        }
    }

    public void Warn(string text) => Note($"warning: {text}");

    public int Fail(Failure failure)
    {
        terminal.Out.Flush();
        if (style.Json)
        {
            var report = new ErrorReport { Error = new ErrorDetail { Code = failure.Code, Message = failure.Message } };
            terminal.Out.WriteLine(JsonSerializer.Serialize(report, CliJson.Readable.ErrorReport));
            return failure.ExitCode;
        }

        terminal.Error.WriteLine(SafeText.OneBlock($"error: {failure.Message}"));
        if (failure.NextStep is not null)
        {
            terminal.Error.WriteLine($"  {failure.NextStep}");
        }

        return failure.ExitCode;
    }

    /// <summary>Asks on the terminal; the answer to a bare Enter is no.</summary>
    public async Task<bool> AskAsync(string question, CancellationToken cancellationToken)
    {
        await terminal.Error.WriteAsync($"{SafeText.OneBlock(question)} [y/N] ".AsMemory(), cancellationToken).ConfigureAwait(false);
        string? answer = await terminal.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    public string Styled(string text, string code) => ForPerson && style.Color ? $"\e[{code}m{text}\e[0m" : text;

    private void Talk(Action write)
    {
        if (Progress is { } line)
        {
            line.WriteAbove(write);
        }
        else
        {
            write();
        }
    }

    private string Shown(string text) => ForPerson ? SafeText.OneBlock(text) : text;
}
