namespace Shyraq.Web.Mqtt;

/// <summary>
/// A connection's bytes, watched: it fails as soon as a fixed header announces a packet over the bound, before any of it
/// is buffered (the broker library itself would make room for 256 MiB). MQTT 5.0, section 2.1: one byte of type, then the
/// remaining length in one to four bytes of seven bits, least significant first.
/// </summary>
internal sealed class BoundedPackets(Stream inner, int mostBytes) : Stream
{
    private enum Expecting { Type, Length, Body }

    private Expecting _expecting;
    private long _remaining;
    private int _shift;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Watch(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Watch(buffer.AsSpan(offset, read));
        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);
    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    public override void Flush() => inner.Flush();
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_expecting == Expecting.Body)
            {
                var skip = (int)Math.Min(_remaining, bytes.Length);
                bytes = bytes[skip..];
                _remaining -= skip;
                if (_remaining == 0) _expecting = Expecting.Type;
                continue;
            }
            var next = bytes[0];
            bytes = bytes[1..];
            if (_expecting == Expecting.Type)
            {
                (_expecting, _remaining, _shift) = (Expecting.Length, 0, 0);
                continue;
            }
            _remaining |= (long)(next & 0x7F) << _shift;
            _shift += 7;
            if (_remaining > mostBytes || _shift > 28) throw new IOException($"an MQTT packet of over {mostBytes} bytes was announced");
            if ((next & 0x80) == 0) _expecting = _remaining > 0 ? Expecting.Body : Expecting.Type;
        }
    }
}
