using System.Collections.Immutable;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>
/// Counts what is announced: for the flood (ISA-18.2 §16.5.2, EEMUA 191: more than ten alarms in ten minutes are more than one person can follow;
/// it is over below five) and for the rationalisation report. One desk serves a mine, so the figures of the mine are those of the desk.
/// </summary>
internal sealed class AlarmTally
{
    /// <summary>A flood begins above the first and ends below the second, alarms in <see cref="Window"/>.</summary>
    public const int FloodAbove = 10, FloodEndsBelow = 5;

    /// <summary>The window of the rates, seconds: ten minutes.</summary>
    public const long Window = 600;

    /// <summary>Ten-minute windows of the last day, and days that are kept.</summary>
    private const int Windows = 144, Days = 30;

    private readonly Queue<Instant> _recent = new();
    private readonly SortedDictionary<long, int> _windows = [];
    private readonly SortedDictionary<long, Day> _days = [];
    private Instant _began;

    /// <summary>Since when more alarms come than one person can follow; null when they do not.</summary>
    public Instant? Flood { get; private set; }

    /// <summary>Announced within the last ten minutes.</summary>
    public int InWindow => _recent.Count;

    /// <summary>Which alarms come and go again and again.</summary>
    public ChatterLog Chatter { get; } = new();

    /// <summary>Counts an alarm that is announced.</summary>
    public void Add(Alarm alarm, AlarmPriority priority, Scene scene)
    {
        var now = scene.Now;
        if (_began == default) _began = now;
        _recent.Enqueue(now);
        var window = now.UnixSeconds / Window;
        _windows[window] = _windows.GetValueOrDefault(window) + 1;
        var date = now.UnixSeconds / 86400;
        if (!_days.TryGetValue(date, out var day)) _days[date] = day = new();
        day.ByKind[(int)alarm.Kind]++;
        day.ByPriority[(int)priority]++;
        Chatter.Raised(new(alarm.Kind, alarm.Subject), now);
        if (Flood is not null || _recent.Count <= FloodAbove) return;
        Flood = now;
        scene.Happened("floodBegan", "", "", Phrase.Of(PhraseCode.AlarmsIn10Min, _recent.Count));
    }

    /// <summary>Lets go what is old; true when a flood ended.</summary>
    public bool Pass(Scene scene)
    {
        while (_recent.TryPeek(out var oldest) && scene.Now.SecondsSince(oldest) > Window) _recent.Dequeue();
        Forget(_windows, scene.Now.UnixSeconds / Window - Windows);
        Forget(_days, scene.Now.UnixSeconds / 86400 - Days);
        Chatter.Pass(scene.Now);
        if (Flood is null || _recent.Count >= FloodEndsBelow) return false;
        Flood = null;
        scene.Happened("floodEnded", "", "");
        return true;
    }

    /// <summary>The rates and shares of the report.</summary>
    public AlarmRates Rates(Instant now)
    {
        var window = now.UnixSeconds / Window;
        var counted = _began == default ? 0 : (int)Math.Min(Windows, window - _began.UnixSeconds / Window + 1);
        var lastDay = _windows.Where(w => w.Key > window - Windows).ToArray();
        var byKind = new int[Enum.GetValues<AlarmKind>().Length];
        var byPriority = new int[Enum.GetValues<AlarmPriority>().Length];
        foreach (var day in _days.Values)
        {
            for (var i = 0; i < byKind.Length; i++) byKind[i] += day.ByKind[i];
            for (var i = 0; i < byPriority.Length; i++) byPriority[i] += day.ByPriority[i];
        }
        var total = byPriority.Sum();
        return new(
            _recent.Count(at => now.SecondsSince(at) <= Window), lastDay.Where(w => w.Key > window - 6).Sum(w => w.Value), lastDay.Sum(w => w.Value),
            counted == 0 ? 0 : lastDay.Sum(w => w.Value) / (double)counted, lastDay.Length == 0 ? 0 : lastDay.Max(w => w.Value),
            counted == 0 ? 0 : lastDay.Count(w => w.Value > FloodAbove) / (double)counted, total,
            [.. byPriority.Select((count, i) => new PriorityShare((AlarmPriority)i, count, total == 0 ? 0 : count / (double)total, AlarmRates.Aim[i]))],
            [.. byKind.Select((count, i) => new KindCount((AlarmKind)i, count)).Where(k => k.Count > 0).OrderByDescending(k => k.Count).ThenBy(k => k.Kind)]);
    }

    public void Write(StateWriter to)
    {
        to.Write(_began);
        to.Write(Flood is not null);
        to.Write(Flood ?? default);
        to.Write((long)_recent.Count);
        foreach (var at in _recent) to.Write(at);
        to.Write((long)_windows.Count);
        foreach (var (window, count) in _windows)
        {
            to.Write(window);
            to.Write((long)count);
        }
        to.Write((long)_days.Count);
        foreach (var (date, day) in _days)
        {
            to.Write(date);
            foreach (var count in day.ByKind) to.Write((long)count);
            foreach (var count in day.ByPriority) to.Write((long)count);
        }
        Chatter.Write(to);
    }

    public void Read(ref StateReader from)
    {
        _began = from.ReadInstant();
        var flood = from.ReadBool();
        var since = from.ReadInstant();
        Flood = flood ? since : null;
        for (var i = from.ReadCount(); i > 0; i--) _recent.Enqueue(from.ReadInstant());
        for (var i = from.ReadCount(); i > 0; i--) _windows[from.ReadLong()] = (int)from.ReadLong();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var day = _days[from.ReadLong()] = new();
            for (var k = 0; k < day.ByKind.Length; k++) day.ByKind[k] = (int)from.ReadLong();
            for (var k = 0; k < day.ByPriority.Length; k++) day.ByPriority[k] = (int)from.ReadLong();
        }
        Chatter.Read(ref from);
    }

    private static void Forget<T>(SortedDictionary<long, T> counts, long upTo)
    {
        while (counts.Count > 0 && counts.First().Key <= upTo) counts.Remove(counts.First().Key);
    }

    private sealed class Day
    {
        public int[] ByKind { get; } = new int[Enum.GetValues<AlarmKind>().Length];
        public int[] ByPriority { get; } = new int[Enum.GetValues<AlarmPriority>().Length];
    }
}
