using System.Collections.Immutable;
using Shyraq.Core;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Carriers;
using Shyraq.Storage.Checkpoints;

namespace Shyraq.Cluster.Mines;

/// <summary>What a mine knows, as it crosses the wire: indices of the plan become names, instants become microseconds.</summary>
internal static class MineRows
{
    public static FixRow Row(Mine mine, Fix fix)
    {
        var (roadway, offset) = On(mine.Plan, fix.Position);
        return new(fix.Tag.Value, fix.Time.UnixMicroseconds, fix.Place.X, fix.Place.Y, fix.Place.Z, roadway, offset,
            mine.LevelOf(fix) is { Length: > 0 } level ? level : null, fix.Speed, fix.Radius95, (int)fix.State, fix.Heard.UnixMicroseconds,
            FlagsOf(mine, fix.Tag), Rows(mine.Plan, fix.Alternatives));
    }

    public static FixRow[] Rows(Mine mine, ImmutableArray<Fix> fixes)
    {
        var rows = new FixRow[fixes.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = Row(mine, fixes[i]);
        return rows;
    }

    public static TagView View(Mine mine, TagBelief belief) =>
        new(belief.Fix is { } fix ? Row(mine, fix) : null, Rows(mine.Plan, belief.Hypotheses),
            [.. belief.Heard.Select(heard => new HeardRow(heard.Time.UnixMicroseconds, heard.Arrived.UnixMicroseconds, heard.Kind, heard.Anchor, heard.Value))],
            belief.Refusals.ToDictionary(refused => Names.Of(refused.Key), refused => refused.Value),
            belief.Battery, belief.Sos, belief.Still,
            mine.Carriers.TryGetValue(belief.Tag.Value, out var carrier) ? CarriersReader.Write(carrier) : null);

    public static AnchorRow[] Anchors(Mine mine, Instant at)
    {
        var health = mine.AnchorsAt(at);
        var rows = new AnchorRow[health.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var (anchor, how) = (mine.Plan.Anchors[i], health[i]);
            rows[i] = new(anchor.Id.Value, Names.Camel(anchor.Technology.ToString()), anchor.Place.X, anchor.Place.Y, anchor.Place.Z, (int)how.State, how.Heard?.UnixMicroseconds, how.PerMinute);
        }
        return rows;
    }

    public static HeadcountRow Row(Mine mine, Headcount count) =>
        new(count.People, count.Vehicles, [.. count.Levels.Select(level => new LevelRow(level.Level, level.PeopleLive, level.PeopleInferred, level.PeopleLastKnown, level.Vehicles))],
            [.. count.Unplaced.Select(one => new UnplacedRow(one.Tag.Value, one.Carrier == CarrierKind.Vehicle, one.Heard?.UnixMicroseconds, FlagsOf(mine, one.Tag)))]);

    public static Rejections Rejections(Mine mine) =>
        new(mine.Refused.Values.Sum(), mine.Refused.ToDictionary(refused => Names.Of(refused.Key), refused => refused.Value),
            [.. mine.RecentRefusals.Select(recent => new Rejection(recent.Arrived.UnixMicroseconds, recent.Source, Names.Of(recent.Refusal.Reason),
                recent.Refusal.Tag, recent.Refusal.Anchor, recent.Refusal.Line, recent.Refusal.Property, recent.Refusal.Detail))]);

    public static CheckpointRow Row(Checkpoint one) =>
        new(one.Number, one.Made.UnixMicroseconds, one.Head.Sequence, one.Head.Time.UnixMicroseconds, one.Head.Hash.ToString(), one.Key.ToString(), one.Line);

    public static Remark[] Rows(ImmutableArray<PlanRemark> remarks) => [.. remarks.Select(remark => new Remark(remark.Feature, remark.Property, remark.Message))];

    private static HypothesisRow[] Rows(MinePlan plan, ImmutableArray<Hypothesis> hypotheses)
    {
        if (hypotheses.IsEmpty) return [];
        var rows = new HypothesisRow[hypotheses.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var one = hypotheses[i];
            var (roadway, offset) = On(plan, one.Position);
            rows[i] = new(one.Probability, one.Place.X, one.Place.Y, one.Place.Z, roadway, offset, one.Area is { } area ? plan.Areas[area].Id.Value : null, one.Speed, one.Deviation);
        }
        return rows;
    }

    private static (string? Roadway, double? Offset) On(MinePlan plan, NetworkPosition? position) =>
        position is { } on ? (plan.Roadways[on.Roadway].Id.Value, on.Offset) : (null, null);

    private static int FlagsOf(Mine mine, TagId tag) =>
        mine.StatusOf(tag) is { } status ? (status.Sos ? 1 : 0) | (status.LowBattery ? 2 : 0) | (status.Still == true ? 4 : 0) : 0;
}
