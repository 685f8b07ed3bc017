using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Safety;
using Shyraq.Core.State;

namespace Shyraq.Core.Zones;

/// <summary>The zones that have to be proved empty.</summary>
internal sealed class Clearances
{
    private const int LongestWhy = 1024, Most = 64;

    private readonly SortedDictionary<string, Clearance> _all = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ClearanceProof Proof, ImmutableArray<ClearanceReason> Doubts)> _known = []; // derived

    /// <summary>By zone.</summary>
    public IReadOnlyCollection<Clearance> All => _all.Values;

    /// <summary>Does an act of clearances; <paramref name="isMine"/> is false for any other.</summary>
    public ActRefusal? Take(ActInput input, Scene scene, ZonesInForce zones, out bool isMine)
    {
        isMine = true;
        switch (input.Act)
        {
            case RequestClearance request:
                if (zones.Of(request.Zone.Value) is not { IsLost: false }) return new("unknownZone", $"there is no zone {request.Zone} on the plan in force");
                if (RuleFaults.OfText("why", request.Why, LongestWhy) is { } fault) return fault;
                if (request.CoverageMinutes is not (>= 1 and <= 1440)) return new("badTime", $"coverageMinutes: found {request.CoverageMinutes}, expected 1 to 1440");
                if (_all.GetValueOrDefault(request.Zone.Value) is { } other) return new("requestedAlready", $"{other.By} asked for it at {other.At}: {other.Why}");
                if (_all.Count >= Most) return new("tooManyClearances", $"{_all.Count} zones are watched already; release one");
                _all[request.Zone.Value] = new(request.Zone, input.By, scene.Now, request.Why.Trim(), request.CoverageMinutes);
                scene.Happened("clearanceRequested", request.Zone.Value, "", $"{input.By}: {request.Why.Trim()}");
                return null;
            case VouchForZone vouch: return Vouch(vouch, input, scene);
            case ReleaseClearance release:
                if (!_all.Remove(release.Zone.Value)) return NotRequested(release.Zone.Value);
                _known.Remove(release.Zone.Value);
                scene.Happened("clearanceReleased", release.Zone.Value, "", input.By);
                return null;
            default:
                isMine = false;
                return null;
        }
    }

    /// <summary>Answers each anew; adds those that are not clear. True when an answer or its reasons have changed.</summary>
    public bool Judge(Scene scene, ZonesInForce zones, List<Breach> breaches)
    {
        var changed = false;
        foreach (var clearance in _all.Values)
        {
            var before = _known.GetValueOrDefault(clearance.Zone.Value).Doubts;
            var doubts = Answer(scene, clearance, zones, out var isCovered);
            if (isCovered) clearance.CoveredAt = scene.Now;
            changed |= before.IsDefault || !before.SequenceEqual(doubts);
            var isClear = doubts.IsEmpty;
            if (clearance.IsClear != isClear)
            {
                (clearance.IsClear, clearance.Since) = (isClear, scene.Now);
                scene.Happened(isClear ? "clear" : "notClear", clearance.Zone.Value, "", isClear ? "" : Text(doubts));
            }
            if (!isClear) breaches.Add(Breach.Of(AlarmKind.NotClear, clearance.Zone, Text(doubts)));
        }
        return changed;
    }

    /// <summary>Why a zone is not proved empty, as it was answered last; none: it is.</summary>
    public ImmutableArray<ClearanceReason> Doubts(Scene scene, Clearance clearance, ZonesInForce zones) =>
        _known.GetValueOrDefault(clearance.Zone.Value).Doubts is { IsDefault: false } doubts ? doubts : Answer(scene, clearance, zones, out _);

    private ImmutableArray<ClearanceReason> Answer(Scene scene, Clearance clearance, ZonesInForce zones, out bool isCovered)
    {
        isCovered = false;
        // A zone that is gone is no zone that is empty.
        if (zones.Of(clearance.Zone.Value) is not { IsLost: false } zone) return [new(ClearanceDoubt.Uncovered, clearance.Zone.Value, null, null, null, null, "")];
        var proof = _known.GetValueOrDefault(clearance.Zone.Value).Proof is { } known && known.Zone == zone ? known : new(scene.Plan, zone);
        var doubts = proof.Doubts(scene, clearance, out isCovered);
        _known[clearance.Zone.Value] = (proof, doubts);
        return doubts;
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_all.Count);
        foreach (var clearance in _all.Values) clearance.Write(to);
    }

    public void Read(ref StateReader from)
    {
        _all.Clear();
        _known.Clear();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var clearance = Clearance.Read(ref from);
            _all[clearance.Zone.Value] = clearance;
        }
    }

    private ActRefusal? Vouch(VouchForZone vouch, ActInput input, Scene scene)
    {
        if (!_all.TryGetValue(vouch.Zone.Value, out var clearance)) return NotRequested(vouch.Zone.Value);
        if (RuleFaults.OfText("why", vouch.Why, LongestWhy) is { } fault) return fault;
        if (vouch.Tags.IsEmpty && !vouch.Coverage) return new("nothingVouched", "expected tags, or coverage, or both");
        foreach (var tag in vouch.Tags)
            if (scene.TrackOf(tag) is null && !scene.Parts.Presence.Standings(scene.Mine).Any(one => one.IsIn && (one.Key.Id == tag.Value || one.Key.Subject == tag.Value))) return new("unknownTag", $"nobody ever heard of a tag {tag}");
        var word = new Vouch(input.By, scene.Now, vouch.Why.Trim());
        foreach (var tag in vouch.Tags) clearance.Vouched[tag.Value] = word;
        if (vouch.Coverage) clearance.Walked = word;
        scene.Happened("vouched", vouch.Zone.Value, string.Join(", ", vouch.Tags), $"{input.By}: {word.Why}");
        return null;
    }

    private static ActRefusal NotRequested(string zone) => new("notRequested", $"nobody asked for zone {zone} to be proved empty");

    private static string Text(ImmutableArray<ClearanceReason> doubts) =>
        Phrase.Join([.. doubts.GroupBy(doubt => doubt.Doubt).Select(group => Phrase.Of(Enum.Parse<PhraseCode>(group.Key.ToString()), group.Count()))]);
}
