using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Rescue;

/// <summary>A rescue team goes in, or what is known of it changes.</summary>
/// <param name="AirMinutes">What its apparatus gives from <paramref name="Started"/> on.</param>
/// <param name="Started">When it put the apparatus on; null: now.</param>
/// <param name="Task">What it is to do; "" when nothing was said.</param>
public sealed record PutTeam(string Team, string Name, ImmutableArray<TagId> Members, double AirMinutes, Instant? Started = null, string Task = "") : Act;

/// <summary>A rescue team is back.</summary>
public sealed record RemoveTeam(string Team) : Act;

/// <summary>Calls a team back: by an order to its tags, and whoever has its ear.</summary>
public sealed record RecallTeam(string Team, string Why) : Act;

/// <summary>The team has said that it comes back.</summary>
public sealed record AcknowledgeRecall(string Team, string Source) : Act;

/// <summary>A rescue team underground.</summary>
/// <param name="RecallOrder">The number of the order that calls it back; null when it was not called.</param>
public sealed record Team(
    string Id, string Name, ImmutableArray<TagId> Members, double AirMinutes, Instant Started, string Task, string By,
    Instant? Recalled = null, int? RecallOrder = null, Instant? Acknowledged = null, string AcknowledgedBy = "");

/// <summary>The rescue teams.</summary>
internal sealed class Teams
{
    private readonly SortedDictionary<string, Team> _teams = new(StringComparer.Ordinal);

    public IEnumerable<Team> All => _teams.Values;

    public bool Take(ActInput input, Scene scene, out ActRefusal? refusal)
    {
        refusal = null;
        switch (input.Act)
        {
            case PutTeam act: refusal = Put(act, input.By, scene); return true;
            case RemoveTeam act:
                if (_teams.Remove(act.Team)) scene.Happened("teamBack", act.Team, "", input.By);
                else refusal = Unknown(act.Team);
                return true;
            case RecallTeam act: refusal = Recall(act, input.By, scene); return true;
            case AcknowledgeRecall act:
                if (!_teams.TryGetValue(act.Team, out var team)) refusal = Unknown(act.Team);
                else if (team.Recalled is null) refusal = new("notRecalled", $"team '{act.Team}' was not called back");
                else if (string.IsNullOrWhiteSpace(act.Source)) refusal = new("noSource", "how the team acknowledged has to be said");
                else Acknowledge(team, $"{act.Source} · {input.By}", scene);
                return true;
            default: return false;
        }
    }

    /// <summary>A tag of the team that read the order has acknowledged for it.</summary>
    public bool Watch(Scene scene)
    {
        var changed = false;
        foreach (var team in _teams.Values.ToList())
        {
            if (team.RecallOrder is not { } number || team.Acknowledged is not null || scene.Parts.Evacuation.Orders.Of(number) is not { } order) continue;
            if (order.Receipts.Values.FirstOrDefault(r => r.Read is not null || r.Understood is not null) is not { } read) continue;
            Acknowledge(team, read.Tag.Value, scene);
            changed = true;
        }
        return changed;
    }

    private void Acknowledge(Team team, string by, Scene scene)
    {
        _teams[team.Id] = team with { Acknowledged = scene.Now, AcknowledgedBy = by };
        scene.Happened("recallAcknowledged", team.Id, "", by);
    }

    private ActRefusal? Put(PutTeam act, string by, Scene scene)
    {
        if (string.IsNullOrWhiteSpace(act.Team) || act.Team.Length > 128) return new("noTeam", "a team has an id of at most 128 characters");
        if (!(act.AirMinutes is > 0 and <= 1440)) return new("badAir", $"airMinutes: found {act.AirMinutes}; expected minutes over 0, at most 1440");
        var known = _teams.GetValueOrDefault(act.Team);
        _teams[act.Team] = new(act.Team, act.Name, act.Members, act.AirMinutes, act.Started ?? known?.Started ?? scene.Now, act.Task, by, known?.Recalled, known?.RecallOrder, known?.Acknowledged, known?.AcknowledgedBy ?? "");
        if (known is null) scene.Happened("teamIn", act.Team, "", $"{act.Task} · {by}");
        return null;
    }

    private ActRefusal? Recall(RecallTeam act, string by, Scene scene)
    {
        if (!_teams.TryGetValue(act.Team, out var team)) return Unknown(act.Team);
        var order = scene.Parts.Evacuation.Orders.Give(OrderText.TeamReturn, act.Why, new(null, team.Members), by, scene.Now);
        foreach (var member in team.Members) order.Add(member.Value);
        _teams[act.Team] = team with { Recalled = scene.Now, RecallOrder = order.Number, Acknowledged = null, AcknowledgedBy = "" };
        scene.Happened("teamRecalled", act.Team, "", $"{act.Why} · {by}");
        return null;
    }

    private static ActRefusal Unknown(string team) => new("unknownTeam", $"no team '{team}' is underground");

    public void Write(StateWriter to)
    {
        to.Write((long)_teams.Count);
        foreach (var t in _teams.Values)
        {
            foreach (var text in (ReadOnlySpan<string>)[t.Id, t.Name, t.Task, t.By, t.AcknowledgedBy]) to.Write(text);
            to.Write((long)t.Members.Length);
            foreach (var member in t.Members) to.Write(member.Value);
            to.Write(t.AirMinutes);
            to.Write(t.Started);
            to.Write(t.Recalled);
            to.Write((long)(t.RecallOrder ?? 0));
            to.Write(t.Acknowledged);
        }
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (id, name, task, by, acknowledgedBy) = (from.ReadWord(), from.ReadWord(), from.ReadWord(), from.ReadWord(), from.ReadWord());
            var members = ImmutableArray.CreateBuilder<TagId>();
            for (var n = from.ReadCount(); n > 0; n--) members.Add(new(from.ReadWord()));
            var (air, started, recalled, order, acknowledged) = (from.ReadDouble(), from.ReadInstant(), from.ReadInstantOrNull(), (int)from.ReadLong(), from.ReadInstantOrNull());
            _teams.Add(id, new(id, name, members.ToImmutable(), air, started, task, by, recalled, order > 0 ? order : null, acknowledged, acknowledgedBy));
        }
    }
}
