using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Zones;

/// <summary>A zone that has to be proved empty and is watched until it is released.</summary>
internal sealed class Clearance(ZoneId zone, string by, Instant at, string why, double coverageMinutes)
{
    public ZoneId Zone => zone;
    public string By => by;
    public Instant At => at;
    public string Why => why;

    /// <summary>How long ago an anchor may have been heard last to count as alive.</summary>
    public double CoverageMinutes => coverageMinutes;

    /// <summary>When every stretch last had an anchor that was alive; null before the first time.</summary>
    public Instant? CoveredAt { get; set; }

    /// <summary>It is proved empty; null before the first answer.</summary>
    public bool? IsClear { get; set; }

    /// <summary>Since when the answer stands.</summary>
    public Instant Since { get; set; }

    /// <summary>Whose absence somebody answers for, by tag.</summary>
    public SortedDictionary<string, Vouch> Vouched { get; } = new(StringComparer.Ordinal);

    /// <summary>Somebody walked through the stretches that no living anchor covers.</summary>
    public Vouch? Walked { get; set; }

    public void Write(StateWriter to)
    {
        to.Write(zone.Value);
        to.Write(by);
        to.Write(at);
        to.Write(why);
        to.Write(coverageMinutes);
        to.Write(CoveredAt is not null);
        to.Write(CoveredAt ?? default);
        to.Write(IsClear);
        to.Write(Since);
        to.Write((long)Vouched.Count);
        foreach (var (tag, vouch) in Vouched)
        {
            to.Write(tag);
            Write(to, vouch);
        }
        to.Write(Walked is not null);
        if (Walked is { } walked) Write(to, walked);
    }

    public static Clearance Read(ref StateReader from)
    {
        var one = new Clearance(new(RuleState.Text(ref from)), RuleState.Text(ref from), from.ReadInstant(), RuleState.Text(ref from), from.ReadDouble());
        var covered = from.ReadBool();
        var coveredAt = from.ReadInstant();
        one.CoveredAt = covered ? coveredAt : null;
        (one.IsClear, one.Since) = (from.ReadBoolOrNull(), from.ReadInstant());
        for (var i = from.ReadCount(); i > 0; i--) one.Vouched[RuleState.Text(ref from)] = ReadVouch(ref from);
        if (from.ReadBool()) one.Walked = ReadVouch(ref from);
        return one;
    }

    private static void Write(StateWriter to, Vouch vouch)
    {
        to.Write(vouch.By);
        to.Write(vouch.At);
        to.Write(vouch.Why);
    }

    private static Vouch ReadVouch(ref StateReader from) => new(RuleState.Text(ref from), from.ReadInstant(), RuleState.Text(ref from));
}
