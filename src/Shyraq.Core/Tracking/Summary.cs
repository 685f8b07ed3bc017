using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking.Clouds;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Core.Tracking;

/// <summary>Looks at a belief at a time, without changing it, and says what can be published.</summary>
internal sealed class Summary(Ground ground, TrackingOptions options)
{
    /// <summary>A hypothesis below this probability is not worth a dispatcher's eye.</summary>
    private const double Matters = 0.05;

    /// <summary>Two hypotheses nearer than this (and than their deviations) are one place to a person, metres.</summary>
    private const double Apart = 5;

    private const double Bias = RadioModel.BiasSigma * RadioModel.BiasSigma;

    /// <summary>In open areas the biases are part of the belief; what is left is how well anchors were surveyed, m².</summary>
    private const double AreaBias = 0.04 * 0.04;

    /// <summary>
    /// While one stands, what the own body and the walls add to each range stays as it is and is not averaged away, m². Where ranges are as unsteady as assumed
    /// it is this; where they hardly vary, nothing stands in their way either (<see cref="AreaHypothesis.Unrest"/>).
    /// </summary>
    private const double StandingBias = 0.15 * 0.15;

    /// <summary>A tag not heard for this long is looked for where it may have gone; until then its belief drifts, seconds.</summary>
    private const double DriftsFor = 4;

    /// <summary>What no model of motion foresees grows a radius this fast in silence, metres a second.</summary>
    private const double UnforeseenSpeed = 0.01;

    private readonly MinePlan _plan = ground.Plan;

    // Those on the network stand in _roadway, those in areas in _ahead.
    private readonly Belief _ahead = new(ground.Pool);
    private Outlook[] _roadway = new Outlook[Belief.MostHypotheses];
    private int _roadwayCount;

    private int Count => _roadwayCount + _ahead.AreaCount;

    /// <summary>The mine's clock. Silent tags are moved on up to here and not beyond, so that a question about a later time changes nothing.</summary>
    public Instant Clock { get; set; }

    /// <summary>The fix of a placed tag at a time; a time before the belief counts as the belief's own.</summary>
    public Fix Of(TagTrack track, Instant at, MotionModel motion)
    {
        LookAhead(track, at, motion);
        return Told(track.Tag, at, track.LastEvidence, Math.Max(0, at.SecondsSince(track.LastEvidence)));
    }

    /// <summary>The fix of a belief as it stands.</summary>
    /// <param name="heard">Time of the evidence nearest to the belief's time, so many seconds off.</param>
    public Fix Of(TagId tag, Belief belief, Instant heard, double silence)
    {
        belief.CopyTo(_ahead);
        Take(_ahead);
        return Told(tag, belief.Time, heard, silence);
    }

    /// <summary>What is believed of a placed tag at a time, with a hypothesis for each gait. Holds until the next question.</summary>
    public Belief Look(TagTrack track, Instant at, MotionModel motion)
    {
        Drift(track, at, motion);
        return _ahead;
    }

    /// <summary>The fix of what is looked at.</summary>
    [SkipLocalsInit]
    private Fix Told(TagId tag, Instant at, Instant heard, double silence)
    {
        Span<PlaneGaussian> plane = stackalloc PlaneGaussian[Belief.MostHypotheses];
        var best = Best();
        var place = PlaceOf(best, out var tangent);
        var weight = best < _roadwayCount ? _roadway[best].Weight : _ahead.Area[best - _roadwayCount].Weight;
        var radius = Radius.Of95(SeenFrom(best, place, tangent, plane)) + UnforeseenSpeed * Math.Max(0, silence - DriftsFor);
        var state = silence <= options.LiveFor ? FixState.Live : silence <= options.InferredFor ? FixState.Inferred : FixState.LastKnown;
        var alternatives = weight > 1 - Matters ? [] : Alternatives(place);
        if (best < _roadwayCount)
        {
            ref readonly var hypothesis = ref _roadway[best];
            return new(at, tag, place, new(_plan.Network.Edges[hypothesis.Edge].Roadway, OffsetOf(hypothesis)), null, Math.Abs(hypothesis.V), radius, state, heard, alternatives);
        }
        ref readonly var area = ref _ahead.Area[best - _roadwayCount];
        return new(at, tag, place, null, area.Area, SpeedOf(area), radius, state, heard, alternatives);
    }

    /// <summary>All hypotheses of a placed tag at a time, most probable first.</summary>
    public ImmutableArray<Hypothesis> Hypotheses(TagTrack track, Instant at, MotionModel motion)
    {
        LookAhead(track, at, motion);
        return All();
    }

    /// <summary>Share of the probability that lies inside a zone, 0..1.</summary>
    /// <param name="margin">How far beyond the ends of its sections still counts as inside, metres.</param>
    public double ShareInside(TagTrack track, Instant at, MotionModel motion, ZoneInForce zone, double margin)
    {
        LookAhead(track, at, motion);
        var share = 0.0;
        for (var i = 0; i < _roadwayCount; i++)
        {
            ref readonly var hypothesis = ref _roadway[i];
            var roadway = _plan.Network.Edges[hypothesis.Edge].Roadway;
            var sections = zone.On(roadway);
            if (sections.IsEmpty) continue;
            var deviation = Math.Sqrt(hypothesis.Pss);
            // Beyond the ends of the roadway there is rock: what the Gaussian has there belongs inside.
            var length = _plan.Roadways[roadway].Line.Length;
            var s = Math.Clamp(hypothesis.S, 0, length);
            var all = Between(0, length);
            foreach (var section in sections)
                share += hypothesis.Weight * Between(Math.Max(section.From - margin, 0), Math.Min(section.To + margin, length)) / all;

            double Between(double from, double to) => Normal.Cumulative((to - s) / deviation) - Normal.Cumulative((from - s) / deviation);
        }
        if (!zone.HasAreas) return share;
        for (var i = 0; i < _ahead.AreaCount; i++)
            if (zone.Holds(_ahead.Area[i].Area, _ahead.Area[i].Place, margin)) share += _ahead.Area[i].Weight;
        return share;
    }

    private void LookAhead(TagTrack track, Instant at, MotionModel motion)
    {
        var belief = track.Belief;
        if (!TryTake(track, at, motion, out var since))
        {
            Drift(track, at, motion);
            _ahead.MergeGaits();
            Take(_ahead);
            return;
        }
        if (at.SecondsSince(since) is > 0 and var seconds)
        {
            var (step, rest) = (motion.Over(seconds), MotionModel.AtRest(seconds));
            for (var i = 0; i < _roadwayCount; i++) _roadway[i].Predict(_roadway[i].Stands ? rest : step);
        }
        _roadwayCount = Outlook.MergeGaits(_roadway.AsSpan(0, _roadwayCount));
    }

    /// <summary>Takes what tells of a tag at a time when that is on the network alone and need not be put together first; false when not.</summary>
    /// <param name="since">The time for which it tells.</param>
    private bool TryTake(TagTrack track, Instant at, MotionModel motion, out Instant since)
    {
        var belief = track.Belief;
        since = belief.Time;
        if (HasWandered(track, at))
        {
            var wandering = Wandered(track, motion);
            since = wandering.Cloud.Time;
            Take(wandering.SumUp(_ahead));
        }
        else if (belief.AreaCount > 0 || belief.Cloud is not null) return false;
        else Take(belief);
        _ahead.Clear();
        return _roadwayCount > 0;
    }

    private void Take(Belief belief)
    {
        _roadwayCount = belief.RoadwayCount;
        Outlook.Take(ref _roadway, belief);
    }

    private void Take(ReadOnlySpan<Outlook> roadway)
    {
        _roadwayCount = roadway.Length;
        if (_roadway.Length < roadway.Length) _roadway = new Outlook[roadway.Length];
        roadway.CopyTo(_roadway);
    }

    private void Drift(TagTrack track, Instant at, MotionModel motion)
    {
        var cloud = HasWandered(track, at) ? Wandered(track, motion).Cloud : track.Belief.Cloud;
        if (cloud is null) track.Belief.CopyTo(_ahead);
        else cloud.SumUp(_ahead);
        var seconds = at.SecondsSince(_ahead.Time);
        if (seconds > 0) _ahead.Drift(seconds, _plan, motion);
    }

    private static bool HasWandered(TagTrack track, Instant at) => at.SecondsSince(track.LastEvidence) > DriftsFor;

    /// <summary>The cloud of those who may have gone from where the tag was last heard: the same whoever asks, and when.</summary>
    private Wandering Wandered(TagTrack track, MotionModel motion)
    {
        var ahead = track.Ahead ??= new(track.Belief.Cloud?.Ahead() ?? Cloud.Of(ground, track.Belief, motion, (ulong)track.Belief.Time.UnixMicroseconds * 31 ^ track.Seed, Cloud.Few));
        ahead.WanderTo(Clock, motion);
        return ahead;
    }

    private int Best()
    {
        var (best, weight) = (0, double.NegativeInfinity);
        for (var i = 0; i < _roadwayCount; i++)
            if (_roadway[i].Weight > weight) (best, weight) = (i, _roadway[i].Weight);
        for (var i = 0; i < _ahead.AreaCount; i++)
            if (_ahead.Area[i].Weight > weight) (best, weight) = (_roadwayCount + i, _ahead.Area[i].Weight);
        return best;
    }

    private Point3 PlaceOf(int index) => PlaceOf(index, out _);

    /// <param name="tangent">Of the roadway there; none in an open area.</param>
    private Point3 PlaceOf(int index, out Point3 tangent)
    {
        if (index < _roadwayCount)
        {
            ref readonly var hypothesis = ref _roadway[index];
            return _plan.Roadways[_plan.Network.Edges[hypothesis.Edge].Roadway].Line.PointAt(OffsetOf(hypothesis), out tangent);
        }
        tangent = default;
        ref readonly var area = ref _ahead.Area[index - _roadwayCount];
        return _plan.Areas[area.Area].Confine(area.Place);
    }

    /// <summary>A place beyond the end of the edge is held at the end: nobody knows which way it went on.</summary>
    private double OffsetOf(in Outlook hypothesis)
    {
        var edge = _plan.Network.Edges[hypothesis.Edge];
        return Math.Clamp(hypothesis.S, edge.From, edge.To);
    }

    /// <summary>All of them as seen from the place of one.</summary>
    private ReadOnlySpan<PlaneGaussian> SeenFrom(int one, Point3 place, Point3 tangentThere, Span<PlaneGaussian> plane)
    {
        for (var i = 0; i < _roadwayCount; i++)
        {
            ref readonly var hypothesis = ref _roadway[i];
            var roadway = _plan.Roadways[_plan.Network.Edges[hypothesis.Edge].Roadway];
            var (mean, tangent) = (place, tangentThere);
            if (i != one) mean = roadway.Line.PointAt(OffsetOf(hypothesis), out tangent);
            var lateral = RadioModel.LateralSigma(roadway);
            var across = lateral * lateral + Bias;
            // How far the mean has gone beyond the end of its edge is as unknown as all else.
            var over = hypothesis.S - OffsetOf(hypothesis);
            var spread = hypothesis.Pss + over * over;
            // Along the roadway the hypothesis spreads; beside the line people walk. (u, v) is the direction in the plane.
            var (u, v) = (tangent.X, tangent.Y);
            var along = spread - lateral * lateral;
            plane[i] = new(hypothesis.Weight, mean.X - place.X, mean.Y - place.Y, along * u * u + across, along * u * v, along * v * v + across);
        }
        for (var i = 0; i < _ahead.AreaCount; i++)
        {
            ref readonly var area = ref _ahead.Area[i];
            var bias = area.Stands ? StandingBias * area.Unrest : AreaBias;
            plane[_roadwayCount + i] = new(area.Weight, area.Mean[0] - place.X, area.Mean[1] - place.Y, area.Variance(0) + bias, area.P[1], area.Variance(1) + bias);
        }
        return plane[..Count];
    }

    private ImmutableArray<Hypothesis> Alternatives(Point3 best)
    {
        // Mostly there are none: nothing is made before one is found.
        for (var i = 0; i < Count; i++)
        {
            var weight = i < _roadwayCount ? _roadway[i].Weight : _ahead.Area[i - _roadwayCount].Weight;
            if (weight >= Matters && Point3.Distance(PlaceOf(i), best) > Apart + DeviationOf(i)) return All();
        }
        return [];
    }

    private ImmutableArray<Hypothesis> All()
    {
        var all = ImmutableArray.CreateBuilder<Hypothesis>(Count);
        for (var i = 0; i < _roadwayCount; i++)
        {
            ref readonly var hypothesis = ref _roadway[i];
            all.Add(new(hypothesis.Weight, PlaceOf(i), new(_plan.Network.Edges[hypothesis.Edge].Roadway, OffsetOf(hypothesis)), null,
                Math.Abs(hypothesis.V), DeviationOf(i)));
        }
        for (var i = 0; i < _ahead.AreaCount; i++)
        {
            ref readonly var area = ref _ahead.Area[i];
            all.Add(new(area.Weight, PlaceOf(_roadwayCount + i), null, area.Area, SpeedOf(area), DeviationOf(_roadwayCount + i)));
        }
        all.Sort(static (a, b) => b.Probability.CompareTo(a.Probability));
        return all.ToImmutable();
    }

    /// <summary>Of the place, in the direction in which it is known least, metres.</summary>
    private double DeviationOf(int index)
    {
        if (index < _roadwayCount) return Math.Sqrt(_roadway[index].Pss);
        ref readonly var area = ref _ahead.Area[index - _roadwayCount];
        return Math.Sqrt(Math.Max(area.Variance(0), area.Variance(1)));
    }

    private static double SpeedOf(in AreaHypothesis area) =>
        Math.Sqrt(area.Mean[3] * area.Mean[3] + area.Mean[4] * area.Mean[4] + area.Mean[5] * area.Mean[5]);
}
