using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Core.Rescue;

/// <summary>What is known of an area now.</summary>
public enum InformationState
{
    /// <summary>An anchor that covers it hears tags.</summary>
    Live,

    /// <summary>Its anchors hear nobody any more; that may be because nobody is there.</summary>
    Stale,

    /// <summary>Its anchors hear nobody, and somebody was there last: the radios are dead.</summary>
    RadiosDead,

    /// <summary>No anchor that was ever heard covers it.</summary>
    NeverCovered,
}

/// <summary>The state of information of a roadway.</summary>
/// <param name="Since">When any of its anchors heard anybody last; null when it never did, and while it is live.</param>
/// <param name="Alive">Anchors that cover it and hear tags, of <paramref name="Anchors"/>.</param>
/// <param name="LastHere">People whose last known place it is.</param>
public sealed record RoadwayInformation(RoadwayId Roadway, string Level, InformationState State, Instant? Since, int Alive, int Anchors, int LastHere);

/// <summary>The state of information of a level, by length of roadway in metres.</summary>
public sealed record LevelInformation(string Level, double Live, double Stale, double RadiosDead, double NeverCovered);

/// <summary>Which anchors cover which roadway: computed once for a plan.</summary>
internal sealed class RoadwayCover
{
    private readonly ImmutableArray<int>[] _anchors;
    private readonly MinePlan _plan;

    public RoadwayCover(MinePlan plan)
    {
        _plan = plan;
        _anchors = [.. plan.Roadways.Select(_ => ImmutableArray<int>.Empty)];
        for (var i = 0; i < plan.Views.Length; i++)
            foreach (var roadway in plan.Views[i].Edges.Where(e => !e.Visible.IsEmpty || !double.IsNaN(e.FootOffset)).Select(e => plan.Network.Edges[e.Edge].Roadway).Distinct())
                _anchors[roadway] = _anchors[roadway].Add(i);
    }

    /// <summary>The state of every roadway, in plan order.</summary>
    /// <param name="lastHere">By roadway: people whose last known place it is and who are not heard live.</param>
    public ImmutableArray<RoadwayInformation> Of(ImmutableArray<AnchorHealth> health, ILookup<RoadwayId, TagId> lastHere) =>
        [.. _plan.Roadways.Select((roadway, r) =>
        {
            var (covering, last) = (_anchors[r], lastHere[roadway.Id].Count());
            var alive = covering.Count(i => health[i].State == AnchorState.Alive);
            Instant? since = covering.Select(i => health[i].Heard).Max();
            var state = alive > 0 ? InformationState.Live : since is null ? InformationState.NeverCovered : last > 0 ? InformationState.RadiosDead : InformationState.Stale;
            return new RoadwayInformation(roadway.Id, roadway.Level, state, alive > 0 ? null : since, alive, covering.Length, last);
        })];

    /// <summary>The same summed up by level.</summary>
    public ImmutableArray<LevelInformation> Levels(ImmutableArray<RoadwayInformation> roadways) =>
        [.. roadways.Select((row, r) => (row, Metres: _plan.Roadways[r].Line.Length)).GroupBy(p => p.row.Level).OrderBy(g => g.Key, StringComparer.Ordinal).Select(level =>
        {
            return new LevelInformation(level.Key, Sum(InformationState.Live), Sum(InformationState.Stale), Sum(InformationState.RadiosDead), Sum(InformationState.NeverCovered));
            double Sum(InformationState state) => Math.Round(level.Where(p => p.row.State == state).Sum(p => p.Metres));
        })];
}
