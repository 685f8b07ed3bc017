using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>What the radios tell of one tag for presence: on which side of the ground it is, since when, and when it was last heard there.</summary>
internal sealed class TagSight
{
    private Whereabouts _next;
    private Instant _nextSince;
    private bool _isSurelyBelow;
    private Instant _out;

    /// <summary>Where it is, once it was heard there for <see cref="PresenceRules.Dwell"/>.</summary>
    public Whereabouts Where { get; private set; }

    /// <summary>Since when.</summary>
    public Instant Since { get; private set; }

    /// <summary>Since when it is below without having been heard above since; <c>default</c> when it is not.</summary>
    public Instant DownSince { get; private set; }

    /// <summary>When it was newest heard below, above ground, and at an exit; <c>default</c> when never.</summary>
    public Instant Below { get; private set; }

    /// <summary>The same, for as long as its bearer has not come out since; else <c>default</c>.</summary>
    public Instant StillBelow => Below > _out ? Below : default;

    public Instant Above { get; private set; }

    public Instant AtExit { get; private set; }

    /// <summary>The newest evidence of a place.</summary>
    public Instant Live { get; private set; }

    /// <summary>Its bearer came out, and nobody was heard below with it since: so it stays, however long it then lies in the rack.</summary>
    public bool IsOut => _out != default && Below <= _out && !SeemsBelow;

    /// <summary>Its newest fix is below, wherever in its doubt, and later than its bearer came out, though not yet for the dwell.</summary>
    public bool SeemsBelow => _isSurelyBelow && _next == Whereabouts.Underground && _nextSince > _out;

    /// <summary>The exit that its newest fix lies wholly in the reach of; "" when there is none.</summary>
    public string Exit { get; private set; } = "";

    /// <summary>Takes a fix in. Only what a radio has just heard counts: a guess is no evidence.</summary>
    public void See(Fix fix, Daylight daylight)
    {
        if (fix.State != FixState.Live || fix.Heard <= Live) return;
        Live = fix.Heard;
        var where = daylight.Of(fix);
        _isSurelyBelow = daylight.IsBelow(fix, where);
        Exit = where == Whereabouts.AtExit && daylight.ExitAround(fix) is { } exit ? exit.Id : "";
        if (where != _next) (_next, _nextSince) = (where, fix.Heard);
        if (where != Where && fix.Heard.SecondsSince(_nextSince) >= PresenceRules.Dwell)
        {
            (Where, Since) = (where, _nextSince);
            if (where == Whereabouts.Surface) DownSince = default;
            else if (where == Whereabouts.Underground && DownSince == default) DownSince = Since;
        }
        if (where != Where) return;
        switch (where)
        {
            case Whereabouts.Underground: Below = fix.Heard; break;
            case Whereabouts.Surface: Above = fix.Heard; break;
            case Whereabouts.AtExit: AtExit = fix.Heard; break;
        }
    }

    /// <summary>Whoever was heard below last, wherever in the doubt of the fix, and is heard no more, went below: an explosion does not wait for a dwell.</summary>
    public void Settle(Instant now)
    {
        if (Where == Whereabouts.Underground || !_isSurelyBelow || _next != Whereabouts.Underground || now.SecondsSince(_nextSince) < PresenceRules.Dwell) return;
        (Where, Since, Below) = (Whereabouts.Underground, _nextSince, Live);
        if (DownSince == default) DownSince = Since;
    }

    /// <summary>Its bearer is out: what was heard of it below until then tells of no one's being there any more.</summary>
    public void ComeOut(Instant until)
    {
        _out = Instant.Max(_out, until);
        if (Below <= _out) DownSince = default;
    }

    public void Write(StateWriter to)
    {
        to.Write((byte)Where);
        to.Write((byte)_next);
        to.Write(_isSurelyBelow);
        foreach (var time in (ReadOnlySpan<Instant>)[_nextSince, Since, DownSince, Below, Above, AtExit, Live, _out]) to.Write(time);
        to.Write(Exit);
    }

    public static TagSight Read(ref StateReader from) => new()
    {
        Where = (Whereabouts)from.ReadByte(),
        _next = (Whereabouts)from.ReadByte(),
        _isSurelyBelow = from.ReadBool(),
        _nextSince = from.ReadInstant(),
        Since = from.ReadInstant(),
        DownSince = from.ReadInstant(),
        Below = from.ReadInstant(),
        Above = from.ReadInstant(),
        AtExit = from.ReadInstant(),
        Live = from.ReadInstant(),
        _out = from.ReadInstant(),
        Exit = from.ReadText() ?? "",
    };
}
