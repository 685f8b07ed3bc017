using System.Collections.Immutable;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>An alarm that is raised three times or more within a minute chatters (ISA-18.2 §16.5.5).</summary>
internal sealed class ChatterLog
{
    private const double Within = 60;
    private const double Kept = 7 * 86400;

    private readonly SortedDictionary<AlarmKey, (Instant Last, Instant Before, int Count)> _log = [];

    /// <summary>Those that chattered within a week, the worst first.</summary>
    public ImmutableArray<Chattering> Worst =>
        [.. _log.Where(one => one.Value.Count > 0).OrderByDescending(one => one.Value.Count).Select(one => new Chattering(one.Key.Kind, one.Key.Subject, one.Value.Count, one.Value.Last)).Take(50)];

    public void Raised(AlarmKey key, Instant now)
    {
        var (last, before, count) = _log.GetValueOrDefault(key);
        _log[key] = (now, last, before != default && now.SecondsSince(before) <= Within ? count + 1 : count);
    }

    /// <summary>Forgets what is over.</summary>
    public void Pass(Instant now)
    {
        List<AlarmKey>? over = null;
        foreach (var (key, one) in _log)
            if (now.SecondsSince(one.Last) > (one.Count > 0 ? Kept : Within)) (over ??= []).Add(key);
        if (over is null) return;
        foreach (var key in over) _log.Remove(key);
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_log.Count);
        foreach (var (key, (last, before, count)) in _log)
        {
            to.Write((byte)key.Kind);
            to.Write(key.Subject);
            to.Write(last);
            to.Write(before);
            to.Write((long)count);
        }
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--)
            _log[new(from.ReadEnum<AlarmKind>(), from.ReadText() ?? "")] = (from.ReadInstant(), from.ReadInstant(), (int)from.ReadLong());
    }
}
