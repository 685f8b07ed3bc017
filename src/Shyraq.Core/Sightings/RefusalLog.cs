using System.Collections.Immutable;
using Shyraq.Core.State;

namespace Shyraq.Core.Sightings;

/// <summary>Counts every refusal and remembers the newest.</summary>
internal sealed class RefusalLog
{
    private const int MostRecent = 256;

    private readonly SortedDictionary<RefusalReason, long> _counts = [];
    private readonly Queue<RefusedInput> _recent = new(MostRecent);

    public ImmutableSortedDictionary<RefusalReason, long> Counts => _counts.ToImmutableSortedDictionary();

    /// <summary>Newest first.</summary>
    public ImmutableArray<RefusedInput> Recent => [.. _recent.Reverse()];

    /// <summary>One refusal.</summary>
    public void Add(RefusedInput refused)
    {
        Count(refused.Refusal.Reason, 1);
        Remember(refused);
    }

    /// <summary>What a decoder refused: all are counted, the examples remembered.</summary>
    public void Add(RefusalsInput refused)
    {
        foreach (var (reason, count) in refused.Counts) Count(reason, count);
        foreach (var example in refused.Examples) Remember(new(refused.Arrived, refused.Source, example));
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_counts.Count);
        foreach (var (reason, count) in _counts)
        {
            to.Write((byte)reason);
            to.Write(count);
        }
        to.Write((long)_recent.Count);
        foreach (var (arrived, source, refusal) in _recent)
        {
            to.Write(arrived);
            to.Write(source);
            to.Write((byte)refusal.Reason);
            to.Write(refusal.Tag);
            to.Write(refusal.Anchor);
            to.Write((long)(refusal.Line ?? -1));
            to.Write(refusal.Property);
            to.Write(refusal.Detail);
        }
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--) _counts[(RefusalReason)from.ReadByte()] = from.ReadLong();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (arrived, source, reason, tag, anchor) = (from.ReadInstant(), from.ReadText() ?? "", (RefusalReason)from.ReadByte(), from.ReadText(), from.ReadText());
            var line = from.ReadLong();
            _recent.Enqueue(new(arrived, source, new(reason, tag, anchor, line < 0 ? null : (int)line, from.ReadText(), from.ReadText() ?? "")));
        }
    }

    private void Count(RefusalReason reason, long count) => _counts[reason] = _counts.GetValueOrDefault(reason) + count;

    private void Remember(RefusedInput refused)
    {
        if (_recent.Count == MostRecent) _recent.Dequeue();
        _recent.Enqueue(refused);
    }
}
