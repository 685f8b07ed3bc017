using Shyraq.Core.Acts;
using Shyraq.Core.Plan;
using Shyraq.Core.Safety;
using Shyraq.Core.State;

namespace Shyraq.Core.Zones;

/// <summary>The zones and rules that people set: those that are live, those that were, and the draft that nobody is judged by.</summary>
internal sealed class ZoneBook
{
    /// <summary>Versions kept to go back to; the journal has all of them.</summary>
    public const int MostVersions = 20;

    private const int MostZones = 2000, LongestWhy = 1024;

    private readonly List<RuleSet> _versions = []; // oldest first, the live one not among them
    private long _revisions;

    /// <summary>Those that judge.</summary>
    public RuleSet Live { get; private set; } = RuleSet.Base;

    /// <summary>What is being edited; null when nothing is.</summary>
    public RuleDraft? Draft { get; private set; }

    /// <summary>What was live before, oldest first.</summary>
    public IReadOnlyList<RuleSet> Versions => _versions;

    /// <summary>Judges by a set from now on, whatever stood: for a trial beside the living mine.</summary>
    public void Try(RuleSet set) => (Live, Draft) = (set, null);

    /// <summary>Does an act that changes zones or rules; <paramref name="isMine"/> is false for any other.</summary>
    public ActRefusal? Take(ActInput input, Scene scene, out bool isMine)
    {
        isMine = true;
        switch (input.Act)
        {
            case PutZone put: return Put(put, input, scene.Plan);
            case RemoveZone remove: return Remove(remove.Id.Value, input);
            case PutRules put: return Put(put, input, scene.Plan);
            case DraftVersion back: return Back(back.Version, input);
            case DiscardDraft:
                if (Draft is null) return NoDraft;
                Draft = null;
                return null;
            case RecordTrial trial:
                // Changed while it was tried: then this trial says nothing of it.
                if (Draft?.Revision != trial.Draft) return Changed(trial.Draft);
                Draft = Draft with { Trial = new(input.By, scene.Now, trial.From, trial.To, trial.Alarms, trial.Crossings) };
                return null;
            case ActivateZones activate: return Activate(activate, input, scene);
            default:
                isMine = false;
                return null;
        }
    }

    public void Write(StateWriter to)
    {
        RuleState.Write(to, Live);
        RuleState.Write(to, Draft);
        to.Write(_revisions);
        to.Write((long)_versions.Count);
        foreach (var version in _versions) RuleState.Write(to, version);
    }

    public void Read(ref StateReader from)
    {
        (Live, Draft, _revisions) = (RuleState.ReadSet(ref from), RuleState.ReadDraft(ref from), from.ReadLong());
        _versions.Clear();
        for (var i = from.ReadCount(); i > 0; i--) _versions.Add(RuleState.ReadSet(ref from));
    }

    private static ActRefusal NoDraft => new("noDraft", "there is no draft: the zones stand as they are live");

    private ActRefusal Changed(long seen) => new("draftChanged", Draft is { } draft ? $"the draft is at revision {draft.Revision} by {draft.By}, not at {seen}: look at it again" : NoDraft.Detail);

    private ActRefusal? Put(PutZone put, ActInput input, MinePlan plan)
    {
        if (plan.Zones.Any(zone => zone.Id == put.Id)) return new("planZone", $"zone {put.Id} is drawn by the plan; its rules can be put, its shape is that of the plan");
        if ((RuleFaults.OfText("name", put.Name) ?? RuleFaults.Of(put.Shape, plan) ?? RuleFaults.Of(put.Rules)) is { } fault) return fault;
        return Edit(input, new(put.Id, put.Name.Trim(), put.Shape, put.Rules));
    }

    private ActRefusal? Put(PutRules put, ActInput input, MinePlan plan)
    {
        if (RuleFaults.Of(put.Rules) is { } fault) return fault;
        if (Edited.TryGetValue(put.Zone.Value, out var known) && (known.Shape is not null || plan.Zones.Any(z => z.Id == put.Zone))) return Edit(input, known with { Rules = put.Rules });
        return plan.Zones.FirstOrDefault(z => z.Id == put.Zone) is { } zone ? Edit(input, new(zone.Id, zone.Name, null, put.Rules)) : new("unknownZone", $"neither the plan nor the draft has a zone {put.Zone}");
    }

    private ActRefusal? Remove(string id, ActInput input)
    {
        if (!Edited.ContainsKey(id)) return new("unknownZone", $"nobody drew a zone {id} or gave it rules; the zones of the plan change with the plan");
        Draft = new(++_revisions, input.By, input.Arrived, null, Edited.Remove(id));
        return null;
    }

    private ActRefusal? Back(int version, ActInput input)
    {
        if (_versions.Find(set => set.Version == version) is not { } set) return new("unknownVersion", $"version {version} is not among the last {MostVersions}");
        Draft = new(++_revisions, input.By, input.Arrived, null, set.Zones);
        return null;
    }

    private ActRefusal? Edit(ActInput input, RuledZone zone)
    {
        var zones = Edited.SetItem(zone.Id.Value, zone);
        if (zones.Count > MostZones) return new("tooManyZones", $"the draft would have {zones.Count} zones; at most {MostZones}");
        Draft = new(++_revisions, input.By, input.Arrived, null, zones);
        return null;
    }

    private System.Collections.Immutable.ImmutableSortedDictionary<string, RuledZone> Edited => Draft?.Zones ?? Live.Zones;

    private ActRefusal? Activate(ActivateZones activate, ActInput input, Scene scene)
    {
        if (Draft is not { } draft) return NoDraft;
        if (draft.Revision != activate.Draft) return Changed(activate.Draft);
        if (RuleFaults.OfText("why", activate.Why, LongestWhy) is { } fault) return fault;
        if (draft.Trial is null && !activate.Untried) return new("notTried", $"revision {draft.Revision} was not tried on the journal; try it, or say that it goes live untried");
        _versions.Add(Live);
        if (_versions.Count > MostVersions) _versions.RemoveAt(0);
        Live = new(Live.Version + 1, input.By, scene.Now, activate.Why.Trim(), draft.Trial, draft.Zones);
        Draft = null;
        scene.Happened("zonesActivated", $"v{Live.Version}", "", $"{input.By}: {Live.Why}");
        return null;
    }
}
