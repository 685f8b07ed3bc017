using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Shyraq.Web.Bodies;

/// <summary>Why a request body could not be read.</summary>
internal abstract record BodyFault
{
    /// <summary>Longer than allowed once inflated.</summary>
    public sealed record TooLarge(int Most) : BodyFault;

    /// <summary>Not gzip though it says so.</summary>
    public sealed record Damaged(string Why) : BodyFault;

    /// <summary>A content encoding other than gzip and identity.</summary>
    public sealed record UnknownEncoding(string Encoding) : BodyFault;
}

/// <summary>A whole request body in a rented array, inflated when it came as gzip. Dispose it to give the array back.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstRent = 64 * 1024;
    private byte[] _rented;
    private int _length;

    private RequestBody() => _rented = ArrayPool<byte>.Shared.Rent(FirstRent);

    public ReadOnlySpan<byte> Bytes => _rented.AsSpan(0, _length);

    /// <summary>Reads to the end, or gives up at the first byte over <paramref name="most"/>: a small gzip body may hide gigabytes.</summary>
    /// <exception cref="BadHttpRequestException">The compressed body is over the server's own limit, or was cut off.</exception>
    public static async Task<(RequestBody? Body, BodyFault? Fault)> Read(HttpRequest request, int most)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity") && !encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase))
            return (null, new BodyFault.UnknownEncoding(encoding));

        var body = new RequestBody();
        var kept = false;
        try
        {
            var source = encoding is "" or "identity" ? request.Body : new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true);
            await using (source == request.Body ? null : source)
                if (!await body.Fill(source, most, request.HttpContext.RequestAborted)) return (null, new BodyFault.TooLarge(most));
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
        if (_rented.Length > 0) ArrayPool<byte>.Shared.Return(_rented);
        _rented = [];
        _length = 0;
    }

    private async Task<bool> Fill(Stream source, int most, CancellationToken stop)
    {
        while (true)
        {
            if (_length == _rented.Length) Grow();
            var read = await source.ReadAsync(_rented.AsMemory(_length), stop);
            if (read == 0) return true;
            _length += read;
            if (_length > most) return false;
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_rented.Length * 2);
        _rented.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = larger;
    }
}
