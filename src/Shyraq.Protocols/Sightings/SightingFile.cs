using System.Collections.Immutable;
using Shyraq.Core.Sightings;
using Shyraq.Protocols.Lines;

namespace Shyraq.Protocols.Sightings;

/// <summary>Reads a file of sightings of any length line by line. A JSON array is read as a whole, up to a limit.</summary>
public sealed class SightingFile
{
    /// <summary>The longest JSON array, bytes. Longer files are NDJSON.</summary>
    public const int LongestArray = 256 << 20;

    private readonly Utf8Lines _lines;
    private readonly RefusalTally _tally = new();
    private DecodedPayload? _array;

    public SightingFile(Stream stream) => _lines = new Utf8Lines(stream);

    /// <summary>Sightings read and refused so far.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes (unpacked) read so far.</summary>
    public long Taken => _lines.Taken;

    /// <summary>What was refused so far, by reason.</summary>
    public ImmutableSortedDictionary<RefusalReason, int> RefusedCounts => _array?.RefusedCounts ?? _tally.Counts();

    /// <summary>The first <see cref="SightingPayload.MostExamples"/> refusals in full.</summary>
    public ImmutableArray<Refusal> Refusals => _array?.Refusals ?? _tally.Examples();

    /// <summary>The sightings in the order of the file, once. What cannot be used is counted and left out.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">A packed stream is damaged.</exception>
    public IEnumerable<FiledSighting> Read()
    {
        if (_lines.Peek() == '[')
        {
            foreach (var sighting in Array()) yield return new FiledSighting(sighting, null);
            yield break;
        }
        while (_lines.Next())
        {
            if (!_lines.TooLong && _lines.Line.IsEmpty) continue;
            Count++;
            if (_lines.TooLong)
                _tally.Add(new Refusal(RefusalReason.TooLong, Line: _lines.Number, Detail: $"expected at most {SightingPayload.LongestLine} bytes"));
            else if (SightingPayload.DecodeLine(_lines.Line, null, _lines.Number, utf8: false, _tally) is { } sighting)
                yield return new FiledSighting(sighting, _lines.Number);
        }
    }

    private ImmutableArray<Sighting> Array()
    {
        if (_lines.Rest(LongestArray) is not { } all)
        {
            Count++;
            _tally.Add(new Refusal(RefusalReason.TooLong, Detail: $"the array is longer than {LongestArray} bytes; expected one object a line"));
            return [];
        }
        _array = SightingPayload.Decode(all, null);
        Count = _array.Sightings.Length + _array.RefusedCounts.Values.Sum(n => (long)n);
        return _array.Sightings;
    }
}
