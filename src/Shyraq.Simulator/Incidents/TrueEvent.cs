using Shyraq.Core.Units;

namespace Shyraq.Simulator.Incidents;

/// <summary>What truly happens in a simulated mine.</summary>
public enum TrueKind
{
    /// <summary>A tag's button is held down. Subject: the tag.</summary>
    Sos,

    /// <summary>Somebody has not moved for <see cref="TrueEvents.MotionlessAfter"/>; out of the radios' reach it is borderline. Subject: the tag.</summary>
    Motionless,

    /// <summary>Somebody is in a zone. Subject: zone and tag.</summary>
    InZone,

    /// <summary>More people are in a zone than its rule allows. Subject: the zone.</summary>
    OverCapacity,

    /// <summary>A machine is faster than it may be. Subject: the tag.</summary>
    Speeding,

    /// <summary>A moving machine is near a person on foot. Subject: the machine's tag and the person's.</summary>
    Proximity,

    /// <summary>A machine below has not moved for <see cref="TrueEvents.StuckAfter"/>. Subject: its tag.</summary>
    Stuck,

    /// <summary>At a sensor a gas is beyond its limit. Subject: the sensor.</summary>
    GasOver,

    /// <summary>An anchor is dead: sure once tags have passed it for long; before that nobody can know. Subject: the anchor.</summary>
    AnchorLost,

    /// <summary>A gas sensor is destroyed. Subject: the sensor.</summary>
    SensorLost,

    /// <summary>Many radios of one part of the mine died together. Subject: what did it.</summary>
    AreaLost,

    /// <summary>
    /// A tag below is not heard: destroyed, which is sure; or in a place where no anchor hears it, which may be told and need not be. Subject: the tag.
    /// </summary>
    TagLost,

    /// <summary>Somebody below was heard by no anchor for <see cref="TrueEvents.UnaccountedAfter"/>; who never was is borderline. Subject: the tag.</summary>
    Unaccounted,

    /// <summary>Somebody has no way out. Subject: the tag.</summary>
    Trapped,

    /// <summary>Somebody carries a friend's card: two tags on one body. Subject: both tags.</summary>
    TwoCards,

    /// <summary>Somebody is under ground. Subject: the tag.</summary>
    Underground,

    /// <summary>
    /// Somebody is not under ground, or was never there: only then may anybody count him out; who stands at an exit is borderline. Subject: the tag.
    /// </summary>
    Out,

    /// <summary>An order to leave has gone out and the person is not out. Subject: the tag.</summary>
    Ordered,

    /// <summary>
    /// Five minutes after an order to leave somebody has not set out: hurt or shut in; out of the radios' reach it is borderline. Subject: the tag.
    /// </summary>
    NotLeaving,

    /// <summary>A gateway keeps everything back. Subject: the gateway's number.</summary>
    HeldBack,

    /// <summary>A fire burns. Subject: the incident.</summary>
    Fire,

    /// <summary>Something blew up. Subject: the incident.</summary>
    Explosion,

    /// <summary>Gas and coal burst out. Subject: the incident.</summary>
    Outburst,

    /// <summary>Roof came down. Subject: the roadway.</summary>
    RoofFall,
}

/// <summary>Something that truly happened, as no server is ever told.</summary>
/// <param name="Subject">Whom or what it is about; see <see cref="TrueKind"/>.</param>
/// <param name="Place">Where it began; null when it has no place.</param>
/// <param name="To">When it ended; null when it lasts to the end.</param>
/// <param name="IsSure">False for what is borderline: to tell it is as right as not to tell it.</param>
public sealed record TrueEvent(TrueKind Kind, string Subject, Point3? Place, Instant From, Instant? To, bool IsSure = true);

/// <summary>The list of what truly happens, written as it happens.</summary>
public sealed class TrueEvents
{
    /// <summary>Who has not moved for so long is motionless, seconds.</summary>
    public const double MotionlessAfter = 900;

    /// <summary>A machine that has not moved for so long is stuck, seconds.</summary>
    public const double StuckAfter = 600;

    /// <summary>Whoever was not heard for so long is unaccounted for, seconds.</summary>
    public const double UnaccountedAfter = 900;

    private readonly List<TrueEvent> _all = [];
    private readonly Dictionary<(TrueKind, string), int> _open = [];

    /// <summary>All of them, in the order in which they were written down.</summary>
    public IReadOnlyList<TrueEvent> All => _all;

    /// <summary>It lasts now.</summary>
    public bool Lasts(TrueKind kind, string subject) => _open.ContainsKey((kind, subject));

    /// <summary>Something begins; what lasts already goes on.</summary>
    internal void Begin(TrueKind kind, string subject, Point3? place, Instant from, bool isSure = true)
    {
        if (!_open.TryAdd((kind, subject), _all.Count)) return;
        _all.Add(new(kind, subject, place, from, null, isSure));
    }

    /// <summary>What lasts ends.</summary>
    internal void End(TrueKind kind, string subject, Instant to)
    {
        if (_open.Remove((kind, subject), out var index)) _all[index] = _all[index] with { To = to };
    }

    /// <summary>What lasts, changed.</summary>
    internal void Change(TrueKind kind, string subject, Func<TrueEvent, TrueEvent> change)
    {
        if (_open.TryGetValue((kind, subject), out var index)) _all[index] = change(_all[index]);
    }

    /// <summary>Something is so, or is not so any more.</summary>
    internal void Stand(TrueKind kind, string subject, bool stands, Point3? place, Instant now, bool isSure = true)
    {
        if (stands) Begin(kind, subject, place, now, isSure);
        else End(kind, subject, now);
    }

    /// <summary>Something that is over as soon as it happens.</summary>
    internal void Add(TrueEvent once) => _all.Add(once);
}
