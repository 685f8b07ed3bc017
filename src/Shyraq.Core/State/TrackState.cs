using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Tracking.Clouds;

namespace Shyraq.Core.State;

/// <summary>Writes and reads all that is remembered of one tag.</summary>
internal static class TrackState
{
    public static void Write(StateWriter to, TagTrack track)
    {
        to.Write(track.Tag.Value);
        WriteBelief(to, track.Belief);
        to.Write(track.SearchingSince is not null);
        to.Write(track.SearchingSince ?? default);
        to.Write(track.Surprise);
        to.Write(track.LastEvidence);
        to.Write(track.LastSharp);
        to.Write(track.LastUnheard);
        to.Write((long)track.UnheardTimes);
        to.Write(track.SurveyedPlace);
        to.Write(track.SurveyedAt);
        to.Write(track.BiasTold.At);
        to.Write(track.BiasTold.Weight);
        to.Write(track.BiasTold.Sum);
        to.Write(track.Battery);
        to.Write(track.Sos);
        to.Write(track.SosPressed);
        to.Write(track.Still);
        to.Write(track.BatteryTime);
        to.Write(track.SosTime);
        to.Write(track.StillTime);
        to.Write(track.LowBatteryRaised);
        track.Rest.Write(to);
        to.Write(track.LastPosition is not null);
        to.Write((long)(track.LastPosition?.Roadway ?? 0));
        to.Write(track.LastPosition?.Offset ?? 0);
        to.Write((long)track.Entering.Count);
        foreach (var (zone, entry) in track.Entering.InOrder)
        {
            to.Write(zone);
            to.Write(entry.Since);
            to.Write((long)(entry.From?.Roadway ?? -1));
            to.Write(entry.From?.Offset ?? 0);
        }
        to.Write((long)track.Zones.Count);
        foreach (var (zone, stay) in track.Zones.InOrder)
        {
            to.Write(zone);
            to.Write(stay.Since);
            to.Write(stay.OutsideSince);
        }
        to.Write((long)track.Recent.Count);
        for (var i = 0; i < track.Recent.Count; i++) Write(to, track.Recent[i]);
        to.Write((long)track.Heard.Count);
        for (var i = 0; i < track.Heard.Count; i++) Write(to, track.Heard[i]);
        to.Write((long)track.Times.Count);
        for (var i = 0; i < track.Times.Count; i++)
        {
            var (key, time) = track.Times[i];
            to.Write((long)key);
            to.Write(time);
        }
        to.Write((long)track.Keys.Count);
        for (var i = 0; i < track.Keys.Count; i++) to.Write((long)track.Keys[i]);
        to.Write((long)track.Refusals.Count);
        foreach (var (reason, count) in track.Refusals)
        {
            to.Write((byte)reason);
            to.Write((long)count);
        }
    }

    public static TagTrack Read(ref StateReader from, Ground ground)
    {
        var plan = ground.Plan;
        var track = new TagTrack(new(from.ReadText() ?? throw new FormatException("A tag without an id.")), ground.Pool);
        ReadBelief(ref from, track.Belief, ground);
        var searching = from.ReadBool();
        var since = from.ReadInstant();
        track.SearchingSince = searching ? since : null;
        track.Surprise = from.ReadDouble();
        track.LastEvidence = from.ReadInstant();
        track.LastSharp = from.ReadInstant();
        track.LastUnheard = from.ReadInstant();
        track.UnheardTimes = (int)from.ReadLong();
        track.SurveyedPlace = from.ReadPoint();
        track.SurveyedAt = from.ReadInstant();
        track.BiasTold = (from.ReadInstant(), from.ReadDouble(), from.ReadDouble());
        track.Battery = from.ReadDoubleOrNull();
        track.Sos = from.ReadBool();
        track.SosPressed = from.ReadBool();
        track.Still = from.ReadBoolOrNull();
        track.BatteryTime = from.ReadInstant();
        track.SosTime = from.ReadInstant();
        track.StillTime = from.ReadInstant();
        track.LowBatteryRaised = from.ReadBool();
        track.Rest = Rest.Read(ref from);
        var placed = from.ReadBool();
        var position = new NetworkPosition(Index(from.ReadLong(), placed ? plan.Roadways.Length : int.MaxValue), from.ReadDouble());
        track.LastPosition = placed ? position : null;
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (zone, entered, roadway, offset) = (from.ReadText() ?? throw new FormatException("A zone without an id."), from.ReadInstant(), from.ReadLong(), from.ReadDouble());
            if (roadway >= ground.Plan.Roadways.Length) throw new FormatException($"The snapshot names roadway {roadway} of {ground.Plan.Roadways.Length}.");
            track.Entering[zone] = new(entered, roadway < 0 ? null : new NetworkPosition((int)roadway, offset));
        }
        for (var i = from.ReadCount(); i > 0; i--) track.Zones[from.ReadText() ?? throw new FormatException("A zone without an id.")] = new(from.ReadInstant(), from.ReadInstant());
        for (var i = from.ReadCount(); i > 0; i--) track.Recent.Add(ReadEvidence(ref from, plan));
        for (var i = from.ReadCount(); i > 0; i--) track.Hear(ReadRemembered(ref from, ground.Plan));
        for (var i = from.ReadCount(); i > 0; i--) track.Times.Restore((int)from.ReadLong(), from.ReadLong());
        for (var i = from.ReadCount(); i > 0; i--) track.Keys.Add((ulong)from.ReadLong());
        for (var i = from.ReadCount(); i > 0; i--) track.Refusals = track.Refusals.SetItem((RefusalReason)from.ReadByte(), (int)from.ReadLong());
        return track;
    }

    private static void WriteBelief(StateWriter to, Belief belief)
    {
        to.Write(belief.Time);
        to.Write(belief.Rested);
        to.Write(belief.RangeScale);
        to.Write(belief.PaceLevel);
        to.Write((long)belief.RoadwayCount);
        for (var i = 0; i < belief.RoadwayCount; i++)
        {
            ref var h = ref belief.Roadway[i];
            to.Write((long)h.Edge);
            to.Write(h.Stands);
            to.Write(h.Weight);
            to.Write(h.S);
            to.Write((double)h.PriorBias);
            to.Write((double)h.PriorBiasVariance);
            to.Write(h.Numbers);
            to.Write(h.Covariance);
        }
        to.Write((long)belief.AreaCount);
        for (var i = 0; i < belief.AreaCount; i++)
        {
            ref readonly var h = ref belief.Area[i];
            to.Write((long)h.Area);
            to.Write(h.Stands);
            to.Write(h.Weight);
            to.Write(h.Strain);
            to.Write(h.Unrest);
            to.Write((double)h.PriorBias);
            to.Write((double)h.PriorBiasVariance);
            to.Write((long)h.Hidden);
            to.Write((ReadOnlySpan<float>)h.Levels);
            foreach (var number in h.Mean) to.Write(number);
            to.Write((ReadOnlySpan<float>)h.P);
        }
        for (var i = 0; i < ErrorSlots.Count; i++)
        {
            to.Write((long)belief.Slots[i].Anchor);
            to.Write(belief.Slots[i].Heard);
        }
        to.Write(belief.Cloud is not null);
        belief.Cloud?.Write(to);
    }

    private static void ReadBelief(ref StateReader from, Belief belief, Ground ground)
    {
        var plan = ground.Plan;
        belief.Time = from.ReadInstant();
        belief.Rested = from.ReadInstant();
        belief.RangeScale = from.ReadDouble();
        belief.PaceLevel = from.ReadDouble();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var h = new RoadwayHypothesis { Edge = Index(from.ReadLong(), plan.Network.Edges.Length), Stands = from.ReadBool(), Weight = from.ReadDouble(), S = from.ReadDouble(), PriorBias = (float)from.ReadDouble(), PriorBiasVariance = (float)from.ReadDouble() };
            from.Read(h.Numbers);
            from.Read(h.Covariance);
            belief.Add(h);
        }
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var h = new AreaHypothesis { Area = Index(from.ReadLong(), plan.Areas.Length), Stands = from.ReadBool(), Weight = from.ReadDouble(), Strain = from.ReadDouble(), Unrest = from.ReadDouble(), PriorBias = (float)from.ReadDouble(), PriorBiasVariance = (float)from.ReadDouble(), Hidden = (uint)from.ReadLong() };
            from.Read(h.Levels);
            for (var k = 0; k < AreaHypothesis.Size; k++) h.Mean[k] = from.ReadDouble();
            from.Read(h.P);
            belief.Add(h);
        }
        for (var i = 0; i < ErrorSlots.Count; i++) belief.Slots[i] = (Index(from.ReadLong(), plan.Anchors.Length + 1), from.ReadLong());
        if (from.ReadBool()) belief.Cloud = Cloud.Read(ref from, ground);
        belief.Trim();
    }

    private static void Write(StateWriter to, in Evidence evidence)
    {
        to.Write((byte)evidence.Kind);
        to.Write(evidence.Time);
        to.Write((long)evidence.Anchor);
        to.Write((long)evidence.Reference);
        to.Write(evidence.Value);
        to.Write(evidence.Variance);
        to.Write(evidence.Place);
        to.Write(evidence.HasHeight);
        to.Write(evidence.Gap);
        to.Write((byte)evidence.Corner);
    }

    private static Evidence ReadEvidence(ref StateReader from, MinePlan plan) => new(
        (EvidenceKind)from.ReadByte(), from.ReadInstant(), Index(from.ReadLong() + 1, plan.Anchors.Length + 1) - 1,
        Index(from.ReadLong() + 1, plan.Anchors.Length + 1) - 1, from.ReadDouble(), from.ReadDouble(), from.ReadPoint(), from.ReadBool(), from.ReadDouble(), (sbyte)from.ReadByte());

    private static void Write(StateWriter to, in Remembered heard)
    {
        to.Write(heard.Time);
        to.Write(heard.Arrived);
        to.Write(heard.Kind);
        to.Write(heard.Anchor);
        to.Write((long)heard.First);
        to.Write((long)heard.Second);
        to.Write(heard.Said);
    }

    private static Remembered ReadRemembered(ref StateReader from, MinePlan plan) =>
        new(from.ReadInstant(), from.ReadInstant(), from.ReadByte(), OwnText(from.ReadText(), plan), (int)from.ReadLong(), (int)from.ReadLong(), from.ReadByte());

    // The plan's own text of an id: each sighting of each tag would keep another.
    private static string? OwnText(string? anchor, MinePlan plan) =>
        anchor is not null && plan.AnchorIndex(new(anchor)) is >= 0 and var index ? plan.Anchors[index].Id.Value : anchor;

    private static int Index(long value, int count) =>
        value >= 0 && value < count ? (int)value : throw new FormatException($"The snapshot names number {value} of {count}: it belongs to another plan.");
}
