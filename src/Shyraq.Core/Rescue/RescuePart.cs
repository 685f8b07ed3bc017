using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Rescue;

/// <summary>Somebody who is looked for: not out, and not heard live.</summary>
/// <param name="Subject">As the muster has it, by <paramref name="Kind"/>.</param>
/// <param name="Tag">The tag that was heard last; null for whoever has none.</param>
/// <param name="Last">Where they were heard last; null for whoever never was.</param>
/// <param name="AgeSeconds">Since then; without it, since the newest sign of them, a passage or a word. Null when there is none.</param>
/// <param name="Reach">Where they can have come to since; null without a last place.</param>
public sealed record MissingRow(AccountKind Kind, string Subject, TagId? Tag, string Name, string Number, LastKnown? Last, double? AgeSeconds, Reach? Reach);

/// <summary>A rescue team now.</summary>
/// <param name="MinutesLeft">Of its air; below zero it is overdue.</param>
/// <param name="Places">Where its members are, those with a place.</param>
public sealed record TeamRow(Team Team, double MinutesLeft, ImmutableArray<TeamPlace> Places);

/// <summary>Where a member of a team is.</summary>
public sealed record TeamPlace(TagId Tag, MusterPlace Place);

/// <summary>Who is looked for and where they can be, the teams, what was said, and what is known of each roadway.</summary>
public sealed record RescueBoard(
    Instant At, ImmutableArray<MissingRow> Missing, ImmutableArray<TeamRow> Teams, ImmutableArray<Statement> Statements,
    ImmutableArray<LevelInformation> Levels, ImmutableArray<RoadwayInformation> Roadways);

/// <summary>What rescuers need: last known places, teams, statements.</summary>
internal sealed class RescuePart(MinePlan plan) : ISafetyPart, ITagLooker
{
    // Looked up seldom: each tag has its own at hand.
    private readonly SortedList<string, LastHeard> _last = new(StringComparer.Ordinal);
    private readonly Teams _teams = new();
    private readonly Statements _statements = new();
    private MinePlan _plan = plan;
    private RoadwayCover? _cover;

    public string Name => "rescue";
    public long Revision { get; private set; }

    /// <summary>Where a tag was when it was last heard; null when it never was.</summary>
    public LastKnown? LastOf(TagId tag) => _last.GetValueOrDefault(tag.Value)?.Tell(tag);

    public bool Take(ActInput input, Scene scene, out ActRefusal? refusal)
    {
        if (!_teams.Take(input, scene, out refusal) && !_statements.Take(input, scene, out refusal)) return false;
        if (refusal is null) Revision++;
        return true;
    }

    public void Judge(Scene scene)
    {
        if (scene.Input is AnswersInput && _teams.Watch(scene)) Revision++;
        // Once a second is enough: the newest of each tag is what counts.
        if (!scene.IsTick) return;
        foreach (var (track, heard) in scene.TagsFor(this))
        {
            if (heard is not { } fix) continue;
            if ((track.LastHeard ??= _last.GetValueOrDefault(fix.Tag.Value)) is not { } last) _last[fix.Tag.Value] = track.LastHeard = last = new();
            last.See(fix, scene.Plan, track);
        }
    }

    /// <summary>Notes where a tag is heard; one that was never heard is taken in when the tick is judged.</summary>
    public bool Look(TagTrack track, Fix? fix, in Moment moment)
    {
        if (!moment.IsTick || fix is not { State: FixState.Live }) return false;
        track.LastHeard?.See(fix, moment.Plan, track);
        return track.LastHeard is null;
    }

    public void Change(MinePlan plan) => (_plan, _cover, Revision) = (plan, null, Revision + 1);

    /// <summary>The board at a time not before the last input.</summary>
    public RescueBoard Board(Mine mine, Instant at)
    {
        var missing = Missing(mine, at);
        var roadways = (_cover ??= new(_plan)).Of(mine.AnchorsAt(at), missing.Where(m => m.Last?.Roadway is not null).ToLookup(m => m.Last!.Roadway!.Value, m => m.Last!.Tag));
        return new(at, missing, [.. _teams.All.Select(t => Row(t, mine, at))], _statements.All, _cover.Levels(roadways), roadways);
    }

    private ImmutableArray<MissingRow> Missing(Mine mine, Instant at)
    {
        var closures = mine.Safety.Evacuation.Closures.All.Where(c => c.IsImpassable).OrderBy(c => c.Since).ToList();
        var graphs = new Dictionary<int, EscapeGraph>();
        var rows = ImmutableArray.CreateBuilder<MissingRow>();
        var rowOf = mine.Safety.Presence.RowsAt(mine, at);
        foreach (var one in mine.Safety.Presence.Standings(mine))
        {
            // A lamp that lies above ground tells nothing of who is below.
            var tags = one.Tags.Where(tag => !mine.Safety.Presence.IsAbove(tag)).ToArray();
            if (!one.IsIn || tags.Any(tag => mine.FixOf(tag, at) is { State: FixState.Live })) continue;
            var person = rowOf(one);
            if (tags.Select(LastOf).OfType<LastKnown>().MaxBy(l => l.Heard) is not { } last)
            {
                rows.Add(new(person.Kind, person.Id, one.Tag, person.Name, person.Number, null, person.Seen is { } seen ? at.SecondsSince(seen) : null, null));
                continue;
            }
            var before = closures.TakeWhile(c => c.Since <= last.Heard).Count();
            if (!graphs.TryGetValue(before, out var graph)) graphs[before] = graph = new(_plan, closures.Take(before));
            rows.Add(new(person.Kind, person.Id, last.Tag, person.Name, person.Number, last, at.SecondsSince(last.Heard), Reach.Of(graph, _plan, last, at.SecondsSince(last.Heard))));
        }
        return [.. rows.OrderByDescending(r => r.AgeSeconds).ThenBy(r => r.Kind).ThenBy(r => r.Subject, StringComparer.Ordinal)];
    }

    private TeamRow Row(Team team, Mine mine, Instant at) => new(team, team.AirMinutes - at.SecondsSince(team.Started) / 60,
        [.. from tag in team.Members let fix = mine.FixOf(tag, at) where fix is not null select new TeamPlace(tag, MusterPlace.Of(fix, _plan, mine.LevelOf(fix)))]);

    public void Write(StateWriter to)
    {
        to.Write(Revision);
        to.Write((long)_last.Count);
        foreach (var (tag, last) in _last) last.Tell(new(tag)).Write(to);
        _teams.Write(to);
        _statements.Write(to);
    }

    public void Read(ref StateReader from)
    {
        Revision = from.ReadLong();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var last = LastKnown.Read(ref from);
            _last.Add(last.Tag.Value, new(last));
        }
        _teams.Read(ref from);
        _statements.Read(ref from);
    }
}
