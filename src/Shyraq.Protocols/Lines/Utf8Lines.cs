namespace Shyraq.Protocols.Lines;

/// <summary>
/// Reads a stream line by line in bounded memory. Ends of lines may be LF or CRLF; spaces and tabs around a line and a
/// byte order mark before the first are taken away. The span of a line is good until the next.
/// </summary>
public sealed class Utf8Lines(Stream stream)
{
    /// <summary>The longest line that is given, in bytes.</summary>
    public const int Longest = 64 * 1024;

    private byte[] _buffer = new byte[Longest / 8];
    private int _from, _to, _lineStart, _lineLength;
    private bool _ended, _begun;

    /// <summary>1-based number of the line; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>The line is longer than <see cref="Longest"/> and <see cref="Line"/> is empty.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Bytes of the stream taken so far.</summary>
    public long Taken { get; private set; }

    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>Goes to the next line; false at the end.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">A packed stream is damaged.</exception>
    public bool Next()
    {
        Begin();
        TooLong = false;
        var searched = 0;
        while (true)
        {
            var end = _buffer.AsSpan(_from + searched, _to - _from - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                Give(_from + searched + end);
                _from += searched + end + 1;
                return true;
            }
            searched = _to - _from;
            if (_ended)
            {
                if (searched == 0 && !TooLong) return false;
                Give(_to);
                _from = _to;
                return true;
            }
            if (searched > Longest)
            {
                // Thrown away bit by bit, so that a file without line ends needs no more memory than another.
                TooLong = true;
                (_from, searched) = (_to, 0);
            }
            Fill();
        }
    }

    /// <summary>The first byte that is no space; 0 when there is none in the first 64 KiB. Only before the first line.</summary>
    public byte Peek()
    {
        Begin();
        while (true)
        {
            var at = _buffer.AsSpan(_from, _to - _from).IndexOfAnyExcept(" \t\r\n"u8);
            if (at >= 0) return _buffer[_from + at];
            if (_ended || _to - _from >= Longest) return 0;
            Fill();
        }
    }

    /// <summary>All that is left; null when that is more than a limit.</summary>
    public byte[]? Rest(int limit)
    {
        Begin();
        using var rest = new MemoryStream();
        rest.Write(_buffer, _from, _to - _from);
        while (!_ended && rest.Length <= limit)
        {
            (_from, _to) = (0, 0);
            Fill();
            rest.Write(_buffer, 0, _to);
        }
        return rest.Length <= limit ? rest.ToArray() : null;
    }

    private void Give(int end)
    {
        Number++;
        if (TooLong || end - _from > Longest)
        {
            (TooLong, _lineStart, _lineLength) = (true, 0, 0);
            return;
        }
        var line = _buffer.AsSpan(_from, end - _from);
        var start = line.IndexOfAnyExcept(" \t\r"u8);
        (_lineStart, _lineLength) = start < 0 ? (0, 0) : (_from + start, line.Trim(" \t\r"u8).Length);
    }

    private void Begin()
    {
        if (_begun) return;
        _begun = true;
        while (!_ended && _to < 3) Fill();
        if (_buffer.AsSpan(0, _to).StartsWith("\uFEFF"u8)) _from = 3;
    }

    private void Fill()
    {
        if (_to == _buffer.Length)
        {
            // More than half is still wanted: twice the room, up to two lines of the longest and what a disk gives at once.
            var to = _to - _from > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
            _buffer.AsSpan(_from, _to - _from).CopyTo(to);
            (_buffer, _from, _to) = (to, 0, _to - _from);
        }
        var read = stream.Read(_buffer, _to, _buffer.Length - _to);
        Taken += read;
        _to += read;
        _ended = read == 0;
    }
}
