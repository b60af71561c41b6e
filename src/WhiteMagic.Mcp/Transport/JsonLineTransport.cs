using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace WhiteMagic.Mcp.Transport;

/// <summary>Carries messages as lines of JSON over two streams.</summary>
/// <remarks>
/// Unlike the SDK's own it outlives every malformed line and answers it, bounds a line's length, and still sends the answers
/// to calls in flight after the input ended.
/// </remarks>
internal sealed class JsonLineTransport : ITransport
{
    private const int LargestKeptBuffer = 1024 * 1024;

    private static readonly JsonTypeInfo<JsonRpcMessage> MessageType =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly McpServerSettings _settings;
    private readonly LineReader _reader;

    // The session takes a message over where it was read, and hands it to another thread itself: once is enough.
    private readonly Channel<JsonRpcMessage> _messages = Channel.CreateUnbounded<JsonRpcMessage>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _stopReading = new();
    private readonly CancellationTokenSource _inputEnded = new();
    private ArrayBufferWriter<byte> _buffer = new(4096);
    private Task _reading = Task.CompletedTask;
    private int _disposed;

    public JsonLineTransport(McpServerSettings settings)
    {
        _settings = settings;
        _reader = new LineReader(settings.Input, settings.MaxMessageBytes);
        InputEnded = _inputEnded.Token;
    }

    /// <summary>None: the connection is the session.</summary>
    public string? SessionId => null;

    public ChannelReader<JsonRpcMessage> MessageReader => _messages.Reader;

    /// <summary>Why reading ended, when that was not the end of the input.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Is cancelled when no further message will come.</summary>
    public CancellationToken InputEnded { get; }

    public void Start() => _reading = ReadMessagesAsync();

    public void StopReading()
    {
        if (Volatile.Read(ref _disposed) == 0)
        {
            _stopReading.Cancel();
        }
    }

    public async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            Compose(message);

            // A line begun is finished: half a line would make the next one unreadable. A console's stream would only wake
            // another thread to block in its place.
            _settings.Output.Write(_buffer.WrittenSpan);
            _settings.Output.Flush();
        }
        finally
        {
            if (_buffer.Capacity > LargestKeptBuffer)
            {
                _buffer = new ArrayBufferWriter<byte>(4096);
            }

            _sending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopReading.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ = _messages.Writer.TryComplete();
        _stopReading.Dispose();
        _inputEnded.Dispose();
        _sending.Dispose();
    }

    private async Task ReadMessagesAsync()
    {
        try
        {
            // A read of standard input cannot be cancelled once begun, so it is left behind.
            await Task.Run(AcceptLinesAsync).WaitAsync(_stopReading.Token);
        }
        catch (OperationCanceledException)
        {
            // The server was told to stop.
        }
        catch (IOException e)
        {
            await _settings.Log.WriteLineAsync($"wm mcp: the connection broke: {e.Message}");
        }
        catch (Exception e)
        {
            Failure = e;
        }
        finally
        {
            _ = _messages.Writer.TryComplete();
            await _inputEnded.CancelAsync();
        }
    }

    private async Task AcceptLinesAsync()
    {
        while (_reader.Read() is { Kind: not LineKind.End } line && !_stopReading.IsCancellationRequested)
        {
            await AcceptAsync(line);
        }
    }

    private async Task AcceptAsync(Line line)
    {
        ReadOnlyMemory<byte> bytes = line.Bytes;
        if (line.Kind == LineKind.TooLong)
        {
            await SendMessageAsync(MessageFault.TooLong(line, _settings.MaxMessageBytes), _stopReading.Token);
            return;
        }

        if (line.Kind == LineKind.NoRoom)
        {
            await SendMessageAsync(MessageFault.NoRoom(line), _stopReading.Token);
            return;
        }

        bytes = Trim(bytes);
        if (bytes.IsEmpty)
        {
            return;
        }

        if (Parse(bytes.Span, out JsonRpcError? fault) is { } message)
        {
            _ = _messages.Writer.TryWrite(message);

            // This thread goes on with the message at once, and another one is woken to wait for the next.
            await Task.Yield();
        }
        else
        {
            await SendMessageAsync(fault!, _stopReading.Token);
        }
    }

    private static JsonRpcMessage? Parse(ReadOnlySpan<byte> line, out JsonRpcError? fault)
    {
        try
        {
            JsonRpcMessage? message = MessageParser.Parse(line);
            fault = message is null ? MessageFault.Of(line) : null;
            return message;
        }
        catch (OutOfMemoryException)
        {
            fault = MessageFault.Unread(line);
            return null;
        }
    }

    private void Compose(JsonRpcMessage message)
    {
        try
        {
            Serialize(message);
        }
        catch (OutOfMemoryException) when (message is JsonRpcResponse)
        {
            _buffer = new ArrayBufferWriter<byte>(4096);
            Serialize(MessageFault.Unsaid(((JsonRpcResponse)message).Id));
        }
    }

    private void Serialize(JsonRpcMessage message)
    {
        _buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_buffer, WriterOptions))
        {
            JsonSerializer.Serialize(writer, message, MessageType);
        }

        _buffer.Write("\n"u8);
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line)
    {
        ReadOnlyMemory<byte> bytes = line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
        return bytes.TrimStart(" \t\r"u8).TrimEnd(" \t\r"u8);
    }
}
