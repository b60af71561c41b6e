using WhiteMagic.Execution;
using WhiteMagic.Execution.Files;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes texts of files as they are read: one as it stands, several each under its name.</summary>
internal sealed class FileTexts(Reporter output)
{
    private readonly List<FileText> _texts = [];
    private int _read;

    public FileProblems Problems { get; } = new();

    /// <summary>Whether there may be more than one.</summary>
    public bool AreSeveral { get; set; }

    public void Add(string path, ItemOutcome<FileContent> outcome)
    {
        if (!outcome.IsSuccess)
        {
            Problems.Add(outcome);
            return;
        }

        if (outcome.Value.IsBinary)
        {
            Problems.AddBinary(path, isSkipped: AreSeveral);
            return;
        }

        try
        {
            Take(path, outcome.Value);
            _read++;
        }
        catch (OutOfMemoryException)
        {
            Problems.AddWithoutMemory(path);
        }
    }

    /// <summary>Writes what is left to write.</summary>
    /// <returns>The exit code.</returns>
    public int Finish()
    {
        if (output.Style.Json)
        {
            output.Write(new FileReadReport { Files = _texts, Problems = Problems.All }, CliJson.Readable.FileReadReport, static _ => { });
        }
        else
        {
            Problems.Write(output, "wm files read shows text alone");
        }

        return Problems.ExitCode(_read);
    }

    private void Take(string path, FileContent file)
    {
        string text = file.DecodeText();
        if (output.Style.Json)
        {
            _texts.Add(new FileText { Path = path, Bytes = file.Bytes.Length, Text = text });
        }
        else
        {
            Write(path, text);
        }
    }

    private void Write(string path, string text)
    {
        if (AreSeveral)
        {
            output.Heading($"==> {SafeText.OneLine(path)} <==");
        }

        output.Raw(text);
        if (AreSeveral)
        {
            output.Line(text.EndsWith('\n') || output.ForPerson ? "" : "\n");
        }
    }
}
