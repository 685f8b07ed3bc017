using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Shyraq.Web.Bodies;

/// <summary>Why a request body could not be read.</summary>
internal abstract record BodyFault
{
    /// <summary>Longer than allowed once inflated.</summary>
    public sealed record TooLarge(int Most) : BodyFault;

    /// <summary>The bodies of other requests take all the memory that there is for bodies.</summary>
    public sealed record NoRoom : BodyFault;

    /// <summary>Not gzip though it says so.</summary>
    public sealed record Damaged(string Why) : BodyFault;

    /// <summary>A content encoding other than gzip and identity.</summary>
    public sealed record UnknownEncoding(string Encoding) : BodyFault;
}

/// <summary>A whole request body in a rented array, inflated when it came as gzip. Dispose it to give the array back.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstRent = 64 * 1024;
    private readonly BodyRoom _room;
    private byte[] _rented = [];
    private int _length;

    private RequestBody(BodyRoom room) => _room = room;

    public ReadOnlySpan<byte> Bytes => _rented.AsSpan(0, _length);

    /// <summary>Reads to the end, or gives up at the first byte over <paramref name="most"/>: a small gzip body may hide gigabytes.</summary>
    /// <exception cref="BadHttpRequestException">The compressed body is over the server's own limit, or was cut off.</exception>
    public static async Task<(RequestBody? Body, BodyFault? Fault)> Read(HttpRequest request, int most)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity") && !encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase))
            return (null, new BodyFault.UnknownEncoding(encoding));

        var body = new RequestBody(request.HttpContext.RequestServices.GetRequiredService<BodyRoom>());
        var kept = false;
        try
        {
            var source = encoding is "" or "identity" ? request.Body : new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true);
            await using (source == request.Body ? null : source)
                if (await body.Fill(source, most, request.HttpContext.RequestAborted) is { } fault) return (null, fault);
            kept = true;
            return (body, null);
        }
        catch (InvalidDataException damaged)
        {
            return (null, new BodyFault.Damaged(damaged.Message));
        }
        finally
        {
            if (!kept) body.Dispose();
        }
    }

    public void Dispose()
    {
        Return(_rented);
        _rented = [];
        _length = 0;
    }

    private async Task<BodyFault?> Fill(Stream source, int most, CancellationToken stop)
    {
        while (true)
        {
            if (_length == _rented.Length && !TryGrow()) return new BodyFault.NoRoom();
            var read = await source.ReadAsync(_rented.AsMemory(_length), stop);
            if (read == 0) return null;
            _length += read;
            if (_length > most) return new BodyFault.TooLarge(most);
        }
    }

    private bool TryGrow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstRent, _rented.Length * 2));
        if (!_room.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }
        _rented.AsSpan(0, _length).CopyTo(larger);
        Return(_rented);
        _rented = larger;
        return true;
    }

    private void Return(byte[] rented)
    {
        if (rented.Length == 0) return;
        ArrayPool<byte>.Shared.Return(rented);
        _room.Give(rented.Length);
    }
}
