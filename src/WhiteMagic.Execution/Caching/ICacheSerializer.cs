using System.Buffers;

namespace WhiteMagic.Execution.Caching;

/// <summary>Turns values into bytes for a second level and back. The bytes never name a type.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <remarks>Whatever it throws costs the second level's help for that value, never the caller's answer. It is called by
/// many threads at once.</remarks>
public interface ICacheSerializer<TValue>
{
    /// <summary>The version of the bytes. Bytes of any other version count as a miss.</summary>
    int Version { get; }

    /// <summary>Writes a value, which is never null.</summary>
    /// <param name="value">The value.</param>
    /// <param name="writer">Where the bytes go.</param>
    void Serialize(TValue value, IBufferWriter<byte> writer);

    /// <summary>Reads a value from bytes that <see cref="Serialize"/> wrote and whose checksum is right.</summary>
    /// <param name="bytes">The bytes, valid only during the call.</param>
    /// <returns>The value.</returns>
    TValue Deserialize(ReadOnlySpan<byte> bytes);
}
