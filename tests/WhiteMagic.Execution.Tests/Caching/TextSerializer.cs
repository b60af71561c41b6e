using System.Buffers;
using System.Text;
using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

// Refuses the value "unserializable" and the bytes "unreadable".
internal sealed class TextSerializer(int version = 1) : ICacheSerializer<string?>
{
    public int Version => version;

    public void Serialize(string? value, IBufferWriter<byte> writer)
    {
        if (value == "unserializable")
        {
            throw new NotSupportedException(value);
        }

        Encoding.UTF8.GetBytes(value!, writer);
    }

    public string? Deserialize(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes) is var text && text == "unreadable"
        ? throw new NotSupportedException(text)
        : text;
}
