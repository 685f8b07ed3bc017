using System.Runtime.InteropServices;
using Shyraq.Core.Presence;
using Shyraq.Core.Units;

namespace Shyraq.Protocols.Inputs;

/// <summary>Passages in a block: a count, then for each its time, whom, the gate and the way. Times follow each other as those of sightings do.</summary>
internal static class PassageCodec
{
    private const int LeastBytes = 5;

    public static void Write(BlockWriter block, PassagesInput input)
    {
        block.Varint((ulong)input.Passages.Length);
        var since = input.Arrived.UnixMicroseconds;
        foreach (var passage in input.Passages)
        {
            block.Time(passage.Time, ref since);
            block.Text(passage.Person);
            block.Text(passage.Tag?.Value);
            block.Text(passage.Gate);
            block.Byte((byte)passage.Direction);
        }
    }

    public static PassagesInput Read(ref BlockReader from, Instant arrived)
    {
        var passages = new Passage[from.Count(LeastBytes)];
        var since = arrived.UnixMicroseconds;
        for (var i = 0; i < passages.Length; i++)
        {
            var (time, person, tag, gate, direction) = (from.Time(ref since), from.Text(), from.Text(), from.Word(), from.Byte());
            if (direction > (byte)PassageDirection.Out) throw BlockReader.Damaged("a passage goes no known way");
            passages[i] = new(time, person, tag is null ? null : new TagId(tag), gate, (PassageDirection)direction);
        }
        return new(arrived, ImmutableCollectionsMarshal.AsImmutableArray(passages));
    }
}
