using System.Security.Cryptography;

namespace WhiteMagic.Storage.Backup;

/// <summary>Gives exactly the bytes a file had when it was opened, and hashes them on the way.</summary>
internal sealed class HashingStream(Stream source, IncrementalHash hash, long length, string name) : Stream
{
    private long _position;

    public override bool CanRead => true;

    // An archive's header needs the length first, and only a stream that says it can seek is asked for it.
    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int wanted = (int)Math.Min(buffer.Length, length - _position);
        try
        {
            int count = wanted == 0 ? 0 : source.Read(buffer[..wanted]);
            return Take(buffer[..count], wanted);
        }
        catch (IOException error)
        {
            throw BackupFailure.Reading(name, error);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int wanted = (int)Math.Min(buffer.Length, length - _position);
        try
        {
            int count = wanted == 0 ? 0 : await source.ReadAsync(buffer[..wanted], cancellationToken).ConfigureAwait(false);
            return Take(buffer.Span[..count], wanted);
        }
        catch (IOException error)
        {
            throw BackupFailure.Reading(name, error);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Take(ReadOnlySpan<byte> bytes, int wanted)
    {
        if (bytes.Length == 0 && wanted > 0)
        {
            throw new BackupException($"{name} became shorter while it was read; make the backup again");
        }

        hash.AppendData(bytes);
        _position += bytes.Length;
        return bytes.Length;
    }
}
