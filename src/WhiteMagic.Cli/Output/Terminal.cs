using System.Globalization;
using System.Text;

namespace WhiteMagic.Cli.Output;

/// <summary>The three streams of a command, and what is at their other end.</summary>
internal sealed record Terminal
{
    private const int DefaultWidth = 80;

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader In { get; init; }

    /// <summary>Whether a person reads the output.</summary>
    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public bool InIsTerminal { get; init; }

    public int Width { get; init; } = DefaultWidth;

    /// <summary>Whether a question can be asked and answered.</summary>
    public bool CanAsk => InIsTerminal && ErrorIsTerminal;

    public static Terminal ForProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = utf8;
        }

        bool outIsTerminal = !Console.IsOutputRedirected;
        bool direct = outIsTerminal && OperatingSystem.IsLinux();
        Stream output = direct ? new DescriptorStream(LinuxTerminal.StandardOutput) : Console.OpenStandardOutput();
        Stream error = direct ? new DescriptorStream(LinuxTerminal.StandardError) : Console.OpenStandardError();
        Stream input = direct && !Console.IsInputRedirected ? LinuxTerminal.OpenInput() : Console.OpenStandardInput();
        return new Terminal
        {
            Out = new StreamWriter(output, utf8, bufferSize: 16 * 1024) { AutoFlush = outIsTerminal },
            Error = new StreamWriter(error, utf8) { AutoFlush = true },
            In = new StreamReader(input, utf8),
            OutIsTerminal = outIsTerminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            InIsTerminal = !Console.IsInputRedirected,
            Width = ProcessWidth(outIsTerminal),
        };
    }

    /// <summary>Reads a line; a cancelled command does not wait for one.</summary>
    public Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        Task.Run(() => In.ReadLine(), cancellationToken).WaitAsync(cancellationToken);

    /// <summary>Reads everything there is to come; a cancelled command does not wait for it.</summary>
    public Task<string> ReadToEndAsync(CancellationToken cancellationToken) =>
        Task.Run(() => In.ReadToEnd(), cancellationToken).WaitAsync(cancellationToken);

    public void Flush()
    {
        try
        {
            Out.Flush();
            Error.Flush();
        }
        catch (IOException)
        {
            // Whoever read the output has gone; there is nobody left to tell.
        }
    }

    private static int ProcessWidth(bool outIsTerminal)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && width > 0)
        {
            return width;
        }

        width = !outIsTerminal ? 0 : OperatingSystem.IsLinux() ? LinuxTerminal.Width() : Console.WindowWidth;
        return width > 0 ? width : DefaultWidth;
    }
}
