using Shyraq.Core.Plan;
using Shyraq.Core.Tracking.Clouds;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// What is known of where one tag was at <see cref="Time"/>: a mixture of Gaussians, each on its chart, an edge of the
/// network or an open area. It is moved to a later time only when new evidence comes; between, it is only looked at.
/// </summary>
internal sealed partial class Belief(HypothesisPool pool)
{
    /// <summary>More hypotheses than this are never kept.</summary>
    public const int MostHypotheses = 20;

    /// <summary>While hypotheses come and go there is room for so many at once: it is theirs until <see cref="Trim"/>.</summary>
    private const int RoomAtFirst = 8;

    /// <summary>A hypothesis less probable than this is dropped.</summary>
    private const double DropBelow = 1e-4;

    /// <summary>An advantage of one hypothesis over another, in natural logarithms of the likelihood, that counts half.</summary>
    private const double HalfDoubted = 3;

    public RoadwayHypothesis[] Roadway = [];
    public AreaHypothesis[] Area = [];
    public int RoadwayCount, AreaCount;

    /// <summary>Whose errors the area hypotheses carry.</summary>
    public ErrorSlots Slots;

    /// <summary>Follows the tag while only strengths and zonal reads tell of it: then there are no hypotheses but for <see cref="SumUp"/>.</summary>
    public Cloud? Cloud;

    /// <summary>When the tag's own sensors last said that it rests; <c>default</c> when they said that it moves, or never said anything.</summary>
    public Instant Rested;

    /// <summary>How much worse the tag's speeds are than assumed, as a ratio of variances.</summary>
    public double PaceLevel = 1;

    /// <summary>By which scale of the mine the ranges taken in were mended.</summary>
    public double RangeScale;

    /// <summary>Time of the newest evidence taken in.</summary>
    public Instant Time;

    public int Count => RoadwayCount + AreaCount;

    /// <summary>Is anything known of where the tag is?</summary>
    public bool IsPlaced => Count > 0 || Cloud is not null;

    /// <summary>The open area of the heaviest hypothesis; null when that is on a roadway.</summary>
    public int? BestArea
    {
        get
        {
            var (best, weight) = (default(int?), double.NegativeInfinity);
            for (var i = 0; i < AreaCount; i++)
                if (Area[i].Weight > weight) (best, weight) = (Area[i].Area, Area[i].Weight);
            for (var i = 0; i < RoadwayCount; i++)
                if (Roadway[i].Weight > weight) return null;
            return best;
        }
    }

    /// <summary>Is it one place, or one with two gaits?</summary>
    public bool IsOnePlace => (RoadwayCount, AreaCount) switch
    {
        (1, 0) or (0, 1) => true,
        (2, 0) => Roadway[0].Edge == Roadway[1].Edge && Roadway[0].Stands != Roadway[1].Stands,
        (0, 2) => Area[0].Area == Area[1].Area && Area[0].Stands != Area[1].Stands,
        _ => false,
    };

    /// <summary>What the heaviest hypothesis believes of the bias of the tag's ranges.</summary>
    public BiasBelief Bias
    {
        get
        {
            var (bias, weight) = (default(BiasBelief), double.NegativeInfinity);
            for (var i = 0; i < RoadwayCount; i++)
                if (Roadway[i].Weight > weight) (bias, weight) = (Roadway[i].BiasBelief, Roadway[i].Weight);
            for (var i = 0; i < AreaCount; i++)
                if (Area[i].Weight > weight) (bias, weight) = (Area[i].BiasBelief, Area[i].Weight);
            return bias;
        }
    }

    /// <summary>Tells every hypothesis what to believe of the bias of the tag's ranges beforehand: metres and m².</summary>
    public void ExpectBias(double mean, double variance)
    {
        for (var i = 0; i < RoadwayCount; i++) Roadway[i].ExpectBias(mean, variance);
        for (var i = 0; i < AreaCount; i++) Area[i].ExpectBias(mean, variance);
    }

    /// <summary>Forgets all that was believed.</summary>
    public void Clear()
    {
        RoadwayCount = AreaCount = 0;
        Cloud = null;
    }

    /// <summary>From now on a cloud follows the tag.</summary>
    public void LeaveTo(Cloud cloud)
    {
        Clear();
        (Cloud, Time) = (cloud, cloud.Time);
    }

    /// <summary>Where a cloud follows the tag, puts what it says in hypotheses; else they are there.</summary>
    public void SumUp() => Cloud?.SumUp(this);

    /// <summary>Fetches the hypotheses on the network.</summary>
    public void FetchRoadway() => Fetch.Items(Roadway, 0, RoadwayCount);

    /// <summary>Fetches of them what a look ahead reads.</summary>
    public void FetchOutlook()
    {
        for (var i = 0; i < RoadwayCount; i++) Fetch.Item(Roadway, i, RoadwayHypothesis.OutlookSize);
    }

    /// <summary>Gives back the memory that the hypotheses do not need.</summary>
    public void Trim()
    {
        pool.Roadway.Fit(ref Roadway, RoadwayCount, RoadwayCount);
        pool.Area.Fit(ref Area, AreaCount, AreaCount);
    }

    public void Add(in RoadwayHypothesis hypothesis)
    {
        if (RoadwayCount == Roadway.Length) pool.Roadway.Fit(ref Roadway, RoadwayCount, Math.Max(RoomAtFirst, RoadwayCount + 1));
        Roadway[RoadwayCount++] = hypothesis;
    }

    public void Add(in AreaHypothesis hypothesis)
    {
        if (AreaCount == Area.Length) pool.Area.Fit(ref Area, AreaCount, Math.Max(RoomAtFirst, AreaCount + 1));
        Area[AreaCount++] = hypothesis;
    }

    /// <summary>Makes one hypothesis of those of one place that differ in gait alone: what is told to others.</summary>
    public void MergeGaits() => Merge(gaits: true);

    /// <summary>Takes in evidence (not later than <see cref="Time"/>): what the heaviest hypothesis made of it, with the probability over all that it was honest.</summary>
    /// <param name="extraVariance">Metres squared, for evidence older than the belief.</param>
    public Weighed Update(Ground ground, in Evidence evidence, double extraVariance)
    {
        var (honest, heaviest, best) = (0.0, 0.0, default(Weighed));
        var count = RoadwayCount;
        var slots = SlotsOf(evidence);
        var (edge, seen) = (-1, default(EdgeView));
        // Strengths, reads and positions have long memories of their own, which say already how much of each is news.
        var isDoubted = evidence.Kind is EvidenceKind.Range or EvidenceKind.Tdoa && AreaCount == 0 && !IsOnePlace;
        Span<double> before = stackalloc double[isDoubted ? count : 0];
        for (var i = 0; i < before.Length; i++) before[i] = Roadway[i].Weight;
        for (var i = 0; i < count; i++)
        {
            var weight = Roadway[i].Weight;
            // Mostly all are on one edge.
            if (evidence.Kind == EvidenceKind.Range && Roadway[i].Edge != edge) (edge, seen) = (Roadway[i].Edge, ground.Views[evidence.Anchor].Of(Roadway[i].Edge));
            if (Roadway[i].LiesAcross(evidence, seen, out var sides))
            {
                var other = Roadway[i];
                other.Update(ground, evidence, extraVariance, slots, seen, sides.Above);
                Note(weight, Roadway[i].Update(ground, evidence, extraVariance, slots, seen, sides.Below));
                Add(other);
            }
            else Note(weight, Roadway[i].Update(ground, evidence, extraVariance, slots, seen));
        }
        for (var i = 0; i < AreaCount; i++)
        {
            Note(Area[i].Weight, Area[i].Update(ground, evidence, extraVariance, slots));
        }
        // A half of what lay across the range has no weight from before: such a reading, a rare one, is believed as it is.
        if (isDoubted && RoadwayCount == count) Doubt(before);
        Tidy();
        return best with { Honest = honest };

        void Note(double weight, in Weighed weighed)
        {
            honest += weight * weighed.Honest;
            if (weight <= heaviest) return;
            (heaviest, best) = (weight, weighed);
        }
    }

    /// <summary>
    /// Takes back most of a small advantage of one hypothesis over another, and little of a large one. Readings are not as independent as their noise
    /// says: where somebody walks beside the line, how an anchor hangs and how the line was drawn stay the same for minutes, so that one
    /// mirror image would win over the other by a hundred small advantages that are one. The likelihood is tempered the more the less
    /// it says (a coarsened posterior: Miller and Dunson 2019). Advantages are taken over the hypothesis that explains the reading best, however light it is, and
    /// reading by reading: what comes in many small pieces is believed less than the same in one.
    /// </summary>
    /// <param name="before">The weights before the evidence.</param>
    private void Doubt(ReadOnlySpan<double> before)
    {
        var most = 0.0;
        for (var i = 0; i < before.Length; i++) most = Math.Max(most, Roadway[i].Weight / before[i]);
        for (var i = 0; i < before.Length; i++)
        {
            var behind = Math.Log(most * before[i] / Roadway[i].Weight);
            // A weight of zero, or none: nothing is doubted.
            if (double.IsFinite(behind)) Roadway[i].Weight = before[i] * Math.Exp(-behind * behind / (behind + HalfDoubted));
        }
    }

    private (int Anchor, int Reference) SlotsOf(in Evidence evidence) =>
        evidence.Kind is EvidenceKind.Range or EvidenceKind.Tdoa ? (SlotOf(evidence.Anchor, evidence.Time), SlotOf(evidence.Reference, evidence.Time)) : (-1, -1);

    private int SlotOf(int anchor, Instant time)
    {
        var slot = Slots.Of(anchor, time, AreaCount > 0 ? ErrorSlots.Count : RoadwayHypothesis.Slots, out var released);
        if (!released) return slot;
        for (var i = 0; i < RoadwayCount && slot < RoadwayHypothesis.Slots; i++) Roadway[i].Release(slot);
        for (var i = 0; i < AreaCount; i++) Area[i].Release(slot);
        return slot;
    }

    /// <summary>Makes the weights sum to one.</summary>
    public void Normalise()
    {
        var sum = 0.0;
        for (var i = 0; i < RoadwayCount; i++) sum += Roadway[i].Weight;
        for (var i = 0; i < AreaCount; i++) sum += Area[i].Weight;
        if (!(sum > 0 && double.IsFinite(sum)))
        {
            // Nobody is taken off the map by a number that is none: all hypotheses count alike again.
            for (var i = 0; i < RoadwayCount; i++) Roadway[i].Weight = 1;
            for (var i = 0; i < AreaCount; i++) Area[i].Weight = 1;
            sum = Math.Max(1, Count);
        }
        for (var i = 0; i < RoadwayCount; i++) Roadway[i].Weight /= sum;
        for (var i = 0; i < AreaCount; i++) Area[i].Weight /= sum;
    }

    /// <summary>Merges what has become one, drops what no longer matters, and normalises.</summary>
    public void Tidy()
    {
        Merge(gaits: false);
        Normalise();
        var before = Count;
        for (var i = RoadwayCount - 1; i >= 0; i--)
            if (!(Roadway[i].Weight > DropBelow)) Drop(i);
        for (var i = AreaCount - 1; i >= 0; i--)
            if (!(Area[i].Weight > DropBelow)) Drop(RoadwayCount + i);
        while (Count > MostHypotheses) Drop(Least());
        if (Count < before) Normalise();
    }

    /// <summary>The lightest hypothesis: those on roadways are counted first.</summary>
    private int Least()
    {
        var (least, weight) = (-1, double.PositiveInfinity);
        for (var i = 0; i < RoadwayCount; i++)
            if (Roadway[i].Weight < weight) (least, weight) = (i, Roadway[i].Weight);
        for (var i = 0; i < AreaCount; i++)
            if (Area[i].Weight < weight) (least, weight) = (RoadwayCount + i, Area[i].Weight);
        return least;
    }

    private void Drop(int index)
    {
        if (index < RoadwayCount) Roadway.AsSpan(index + 1, --RoadwayCount - index).CopyTo(Roadway.AsSpan(index));
        else Area.AsSpan(index - RoadwayCount + 1, --AreaCount - (index - RoadwayCount)).CopyTo(Area.AsSpan(index - RoadwayCount));
    }

    private void Merge(bool gaits)
    {
        for (var i = 0; i < RoadwayCount; i++)
        {
            for (var k = RoadwayCount - 1; k > i; k--)
            {
                ref var a = ref Roadway[i];
                ref var b = ref Roadway[k];
                if (a.Edge != b.Edge || (a.Stands != b.Stands && !gaits)) continue;
                // Mostly they are at one place, and the deviations are not asked.
                var (apart, paces) = (Math.Abs(a.S - b.S), Math.Abs(a.V - b.V));
                if (apart > 0.3 && apart > 0.5 * (Math.Sqrt(a.Pss) + Math.Sqrt(b.Pss)) + 0.3) continue;
                if (!gaits && paces > 0 && paces > Math.Sqrt(a.Pvv) + Math.Sqrt(b.Pvv)) continue;
                a.MergeWith(b);
                b = Roadway[--RoadwayCount];
            }
        }
        for (var i = 0; i < AreaCount; i++)
        {
            for (var k = AreaCount - 1; k > i; k--)
            {
                ref var a = ref Area[i];
                ref var b = ref Area[k];
                if (a.Area != b.Area || (a.Stands != b.Stands && !gaits)) continue;
                // Near enough when each axis differs by less than one deviation of the tighter one.
                var near = Math.Abs(a.Mean[0] - b.Mean[0]) < Math.Sqrt(Math.Min(a.Variance(0), b.Variance(0))) + 0.1
                    && Math.Abs(a.Mean[1] - b.Mean[1]) < Math.Sqrt(Math.Min(a.Variance(1), b.Variance(1))) + 0.1;
                if (!near) continue;
                a.MergeWith(b);
                b = Area[--AreaCount];
            }
        }
    }

    /// <summary>A copy to look ahead with.</summary>
    public void CopyTo(Belief other)
    {
        other.Clear();
        for (var i = 0; i < RoadwayCount; i++) other.Add(Roadway[i]);
        for (var i = 0; i < AreaCount; i++) other.Add(Area[i]);
        (other.Time, other.Rested, other.RangeScale, other.PaceLevel) = (Time, Rested, RangeScale, PaceLevel);
        other.Slots = Slots;
        other.Cloud = Cloud;
    }
}
