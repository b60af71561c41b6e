using System.Globalization;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace WhiteMagic.Mcp.Transport;

/// <summary>Makes the answer to a line that is no message, under the request's id where one can be made out.</summary>
internal static class MessageFault
{
    private const string Shape = "a JSON-RPC 2.0 message on one line: jsonrpc \"2.0\", a method, params as an object, "
        + "and for a request an id that is a string or an integer";

    private const string NoMemory = "There is not enough memory for a message of this length; send less at a time, such as part of the content and the rest with append, "
        + "or allow the server more memory.";

    /// <summary>Says what is wrong with a line that could not be read.</summary>
    public static JsonRpcError Of(ReadOnlySpan<byte> line)
    {
        RequestId id = default;
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                return Error(id, McpErrorCode.InvalidRequest, "Batches are not part of the protocol; send each message on a line of its own.");
            }

            id = ReadTopLevel(ref reader);
            return Error(id, McpErrorCode.InvalidRequest, $"This is JSON but no message, or nested too deeply; send {Shape}.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Error(id, McpErrorCode.ParseError, $"This is not JSON; send {Shape}.");
        }
    }

    /// <summary>Says that a line was too long.</summary>
    /// <param name="line">Its first and last bytes.</param>
    /// <param name="maxBytes">What is allowed.</param>
    public static JsonRpcError TooLong(Line line, int maxBytes) => Error(
        IdOf(line),
        McpErrorCode.InvalidRequest,
        string.Create(CultureInfo.InvariantCulture, $"The message is longer than {maxBytes} bytes; send less at a time, such as part of the content and the rest with append."));

    /// <summary>Says that there is no memory for a line of which only the ends were kept.</summary>
    public static JsonRpcError NoRoom(Line line) => Error(IdOf(line), McpErrorCode.InternalError, NoMemory);

    /// <summary>Says that there is no memory to read a line.</summary>
    public static JsonRpcError Unread(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            reader.Read();
            return Error(ReadTopLevel(ref reader), McpErrorCode.InternalError, NoMemory);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Error(default, McpErrorCode.InternalError, NoMemory);
        }
    }

    /// <summary>Says that there is no memory for an answer.</summary>
    public static JsonRpcError Unsaid(RequestId id) => Error(
        id, McpErrorCode.InternalError, "There is not enough memory for the answer; ask for less at once, such as with a limit or max_tokens, or allow the server more memory.");

    private static JsonRpcError Error(RequestId id, McpErrorCode code, string message) =>
        new() { Id = id, Error = new JsonRpcErrorDetail { Code = (int)code, Message = message } };

    // Walks the whole object, so that broken JSON after the id is told apart from a wrong message.
    private static RequestId ReadTopLevel(ref Utf8JsonReader reader)
    {
        RequestId id = default;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = Id(ref reader);
            }
        }

        return id;
    }

    private static RequestId Id(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => new RequestId(reader.GetString()!),
        JsonTokenType.Number when reader.TryGetInt64(out long number) => new RequestId(number),
        _ => default,
    };

    private static RequestId IdOf(Line line) => IdAtStart(line.Start.Span) is { Id: not null } id ? id : IdAtEnd(line.Bytes.Span);

    private static RequestId IdAtStart(ReadOnlySpan<byte> start)
    {
        try
        {
            var reader = new Utf8JsonReader(start, isFinalBlock: false, default);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("id"u8))
                {
                    return reader.Read() ? Id(ref reader) : default;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What begins in another way may still end as a message does.
        }

        return default;
    }

    // Where a line ends in "id":7} the brace closes the message itself, so the id is the request's and not one of its params.
    private static RequestId IdAtEnd(ReadOnlySpan<byte> tail)
    {
        int at = tail.LastIndexOf("\"id\""u8);
        if (at < 1 || tail[at - 1] == (byte)'\\')
        {
            return default;
        }

        try
        {
            var reader = new Utf8JsonReader((byte[])[(byte)'{', .. tail[at..]]);
            reader.Read();
            reader.Read();
            reader.Read();
            RequestId id = Id(ref reader);
            return reader.Read() && reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? id : default;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
