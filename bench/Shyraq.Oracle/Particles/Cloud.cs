using Shyraq.Simulator.Chances;

namespace Shyraq.Oracle.Particles;

/// <summary>What is known of one tag at one of its epochs: particles, and how far each anchor is trusted to be at work.</summary>
internal sealed class Cloud(int size, int anchors, int gateways)
{
    private Particle[] _spare = new Particle[size];

    public Particle[] Particles { get; private set; } = new Particle[size];

    /// <summary>Number of the tag's epoch that it stands at.</summary>
    public long Epoch { get; set; }

    /// <summary>What was not heard in this epoch has been taken in, too.</summary>
    public bool IsSettled { get; set; }

    /// <summary>The tag was heard once.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>Probability that an anchor is in a burst of loss; that it is dead; that a gateway keeps everything back.</summary>
    public float[] InBurst { get; } = new float[anchors];
    public float[] Dead { get; } = new float[anchors];
    public float[] Held { get; } = new float[gateways];

    /// <summary>Which anchors have a place among the particles' <see cref="Errors"/>, and when each was heard last, by epoch.</summary>
    public int[] Slots { get; } = Enumerable.Repeat(-1, Errors.Count).ToArray();
    public long[] SlotHeard { get; } = new long[Errors.Count];

    /// <summary>Which anchors have a place among the particles' <see cref="Outages"/>, and when each was missed last, by epoch.</summary>
    public int[] Missed { get; } = Enumerable.Repeat(-1, Outages.Count).ToArray();
    public long[] MissedAt { get; } = new long[Outages.Count];

    /// <summary>By anchor: probability that its next reading goes on with a run of gross errors.</summary>
    public Dictionary<int, double> Runs { get; } = [];

    public void CopyTo(Cloud to)
    {
        Particles.AsSpan().CopyTo(to.Particles);
        (to.Epoch, to.IsSettled, to.IsPlaced) = (Epoch, IsSettled, IsPlaced);
        InBurst.CopyTo(to.InBurst, 0);
        Dead.CopyTo(to.Dead, 0);
        Held.CopyTo(to.Held, 0);
        Slots.CopyTo(to.Slots, 0);
        SlotHeard.CopyTo(to.SlotHeard, 0);
        Missed.CopyTo(to.Missed, 0);
        MissedAt.CopyTo(to.MissedAt, 0);
        to.Runs.Clear();
        foreach (var (anchor, run) in Runs) to.Runs[anchor] = run;
    }

    /// <summary>The place of an anchor among the errors; a new one begins unknown.</summary>
    public int SlotOf(int anchor, double deviation)
    {
        var slot = Array.IndexOf(Slots, anchor);
        if (slot < 0)
        {
            slot = Array.IndexOf(Slots, -1);
            if (slot < 0) slot = Array.IndexOf(SlotHeard, SlotHeard.Min());
            Slots[slot] = anchor;
            foreach (ref var p in Particles.AsSpan()) p.Errors[slot] = new(0, (float)(deviation * deviation));
        }
        SlotHeard[slot] = Epoch;
        return slot;
    }

    /// <summary>From now on each particle has its own mind of why an anchor is silent; it begins with what is thought so far.</summary>
    public void Miss(int anchor, int gateway)
    {
        var place = Array.IndexOf(Missed, anchor);
        if (place < 0)
        {
            place = Array.IndexOf(Missed, -1);
            if (place < 0) place = Array.IndexOf(MissedAt, MissedAt.Min());
            if (MissedAt[place] == Epoch) return;
            Missed[place] = anchor;
            foreach (ref var p in Particles.AsSpan()) p.Outages[place] = new(Dead[anchor], Held[gateway], InBurst[anchor]);
        }
        MissedAt[place] = Epoch;
    }

    /// <summary>Makes the weights sum to one, and where they have become too unequal draws the particles anew (systematic resampling). Returns whether it did.</summary>
    public bool Tidy(Chance chance)
    {
        double sum = 0, squares = 0;
        foreach (ref var p in Particles.AsSpan()) sum += p.Weight;
        if (!(sum > 0)) { foreach (ref var p in Particles.AsSpan()) p.Weight = 1.0 / size; return false; }
        foreach (ref var p in Particles.AsSpan())
        {
            p.Weight /= sum;
            squares += p.Weight * p.Weight;
        }
        if (1 / squares > 0.5 * size) return false;
        var (at, total, from) = (chance.Share() / size, Particles[0].Weight, 0);
        for (var i = 0; i < size; i++, at += 1.0 / size)
        {
            while (total < at && from < size - 1) total += Particles[++from].Weight;
            var copy = Particles[from];
            copy.Weight = 1.0 / size;
            _spare[i] = copy;
        }
        (Particles, _spare) = (_spare, Particles);
        return true;
    }
}
