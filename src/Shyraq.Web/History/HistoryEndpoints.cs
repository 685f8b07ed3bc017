using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.History;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Problems;

namespace Shyraq.Web.History;

/// <summary>What was: any instant, any track, who passed where, what happened.</summary>
internal static class HistoryEndpoints
{
    private const string Times = "Times are ISO 8601 in UTC with a `Z`; `to` is not part of the period. ";

    public static void MapHistory(this RouteGroupBuilder mines)
    {
        Map<HistoryView>("", "What the history holds: period, size, versions, plans, gaps", "", Summary);
        Map<SceneView>("/at", "The whole mine at an instant, as it was shown", "`time`; `version` tells another version of the past (`live` without it); `boards` names the boards that are wanted, with commas between (all without it). In a gap of the record there are no fixes.", At);
        Map<TrackView>("/tracks/{tag}", "Where a tag was", Times + "`every`: one fix in so many seconds and each change of state; all without it.", Track);
        Map<PersonTrackView>("/people/{person}/track", "Where a person was, by the tags that they carried", Times + "`person` is an id or a personnel number. `every` as of tracks.", Person);
        Map<object>("/replay", "Everybody over a time, in columns, with the events", Times + "`every` in seconds, 1 without it; at most 600 steps. Of each tag `t` (seconds from `from`), `x`, `y`, `z`, `r` (radius95), `s` (0 live, 1 inferred, 2 last known), `a` (how many places mattered; 0 when one did). `form=packed`: the same in a tenth of the bytes, see the documentation.", Replay);
        Map<StaysView>("/sections/{roadway}", "Who was in a section of a roadway, from when to when", Times + "At most 31 days. `start` and `end` in metres from the roadway's first vertex; the whole roadway without them. `version` tells another version of the past.", Stays);
        Map<PastEventsView>("/events", "What happened, in order of time", Times + "`kind`: one or more kinds of events, with commas between. `version` tells another version of the past: one of hindsight has places alone, and no events.", Events);
        Map<HeatView>("/heat", "Where time was spent", Times + "At most 31 days. `cell` in metres: a multiple of 10, or of at most an hour from 1 to 10; `who`: `person` or `vehicle`, both without it. `version` tells another version of the past.", Heat);
        mines.MapTrackExport();

        void Map<T>(string route, string summary, string description, Delegate answer) => mines.MapGet("/{mine}/history" + route, answer)
            .WithTags("History").WithSummary(summary).WithDescription(description).Produces<T>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
    }

    private static Task<IResult> Summary(string mine, MineDirectory directory, MineHistory history) =>
        Answer(mine, directory, null, async () => TypedResults.Ok(HistoryView.Of(await history.Summary(mine))));

    private static Task<IResult> At(string mine, string? time, string? version, string? boards, MineDirectory directory, MineHistory history)
    {
        var names = boards?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToArray();
        var fault = Asked.Time(nameof(time), time, out var at)
            ?? (names?.FirstOrDefault(name => !MineHistory.Boards.Contains(name)) is { } unknown ? $"The parameter boards names '{unknown}'; expected some of {string.Join(", ", MineHistory.Boards)}." : null);
        return Answer(mine, directory, fault, async () => TypedResults.Ok(SceneView.Of(await history.At(mine, at, version ?? MineHistory.Live, names))));
    }

    private static Task<IResult> Track(string mine, string tag, string? from, string? to, string? version, string? every, MineDirectory directory, MineHistory history)
    {
        var fault = Asked.Period(from, to, out var begin, out var end) ?? Asked.Number(nameof(every), every, 0, 86_400, 0, out _);
        Asked.Number(nameof(every), every, 0, 86_400, 0, out var step);
        return Answer(mine, directory, fault, async () =>
        {
            var (track, gaps) = await history.Track(mine, tag, begin, end, version ?? MineHistory.Live, step);
            return TypedResults.Ok(TrackView.Of(track, version ?? MineHistory.Live, gaps));
        });
    }

    private static Task<IResult> Person(string mine, string person, string? from, string? to, string? version, string? every, MineDirectory directory, MineHistory history)
    {
        var fault = Asked.Period(from, to, out var begin, out var end) ?? Asked.Number(nameof(every), every, 0, 86_400, 0, out _);
        Asked.Number(nameof(every), every, 0, 86_400, 0, out var step);
        return Answer(mine, directory, fault, async () =>
        {
            var (stretches, gaps) = await history.Person(mine, person, begin, end, version ?? MineHistory.Live, step);
            return TypedResults.Ok(new PersonTrackView(person, version ?? MineHistory.Live, PastTime.Of(begin), PastTime.Of(end),
                [.. stretches.Select(one => new StretchView(one.Tag, PastTime.Of(one.From), PastTime.Of(one.To), PastCarrierView.From(one.Carrier), [.. one.Fixes.Select(TrackFixView.From)]))], GapView.All(gaps)));
        });
    }

    private static Task<IResult> Replay(string mine, string? from, string? to, string? version, string? every, string? form, MineDirectory directory, MineHistory history)
    {
        var fault = Asked.Period(from, to, out var begin, out var end) ?? Asked.Number(nameof(every), every, 0.5, 86_400, 1, out _)
            ?? (form is null or "json" or "packed" ? null : $"The parameter form is '{form}'; expected json or packed.");
        Asked.Number(nameof(every), every, 0.5, 86_400, 1, out var step);
        var asked = new ReplayAsked(begin, end, step, version ?? MineHistory.Live);
        return Answer(mine, directory, fault, async () =>
        {
            var replay = await history.Replay(mine, begin, end, asked.Version, step);
            return form == "packed" ? new PackedReplay(asked, replay) : new ReplayAnswer(asked, replay);
        });
    }

    private static Task<IResult> Stays(string mine, string roadway, string? from, string? to, string? start, string? end, string? version, MineDirectory directory, MineHistory history)
    {
        var fault = Asked.Period(from, to, out var begin, out var until) ?? Asked.Number(nameof(start), start, 0, 1e6, 0, out _) ?? Asked.Number(nameof(end), end, 0, 1e6, 0, out _);
        Asked.Number(nameof(start), start, 0, 1e6, 0, out var first);
        Asked.Number(nameof(end), end, 0, 1e6, 0, out var last);
        if (fault is null && end is not null && last <= first) fault = $"The parameter end is '{end}'; expected more than start.";
        return Answer(mine, directory, fault, async () =>
        {
            var (stays, gaps) = await history.Stays(mine, roadway, begin, until, start is null ? null : first, end is null ? null : last, version ?? MineHistory.Live);
            return TypedResults.Ok(new StaysView(roadway, stays.Start, stays.End, PastTime.Of(begin), PastTime.Of(until), [.. stays.Stays.Select(StayView.From)], GapView.All(gaps)));
        });
    }

    private static Task<IResult> Events(string mine, string? from, string? to, string? kind, string? version, MineDirectory directory, MineHistory history)
    {
        var fault = Asked.Period(from, to, out var begin, out var end);
        var kinds = (kind ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (kinds.Length > 50) fault ??= "The parameter kind names over 50 kinds; expected fewer, or none for all.";
        return Answer(mine, directory, fault, async () =>
        {
            var (events, more) = await history.Events(mine, begin, end, kinds, version ?? MineHistory.Live);
            return TypedResults.Ok(new PastEventsView([.. events.Select(PastEventView.From)], more));
        });
    }

    private static Task<IResult> Heat(string mine, string? from, string? to, string? cell, string? who, string? version, MineDirectory directory, MineHistory history)
    {
        var fault = Asked.Period(from, to, out var begin, out var end) ?? Asked.Number(nameof(cell), cell, 1, 10_000, 10, out _)
            ?? (who is null or "person" or "vehicle" ? null : $"The parameter who is '{who}'; expected person, vehicle, or none for both.");
        Asked.Number(nameof(cell), cell, 1, 10_000, 10, out var length);
        if (fault is null && length < MineHistory.Cell && end.SecondsSince(begin) <= MineHistory.MostFine)
            return Answer(mine, directory, fault, async () => TypedResults.Ok(new HeatView(length,
                [.. (await history.HeatInFineCells(mine, begin, end, length, who, version ?? MineHistory.Live)).Select(one => new HeatCellView(one.Roadway.Value, one.Offset, Math.Round(one.Seconds, 1)))])));
        // Rounded up to whole cells: finer than these visits are not kept.
        var wide = (int)Math.Ceiling(length / MineHistory.Cell);
        return Answer(mine, directory, fault, async () => TypedResults.Ok(new HeatView(wide * MineHistory.Cell,
            [.. (await history.Heat(mine, begin, end, wide, who, version ?? MineHistory.Live)).Select(one => new HeatCellView(one.Roadway.Value, one.Offset, Math.Round(one.Seconds, 1)))])));
    }

    internal static async Task<IResult> Answer(string mine, MineDirectory directory, string? fault, Func<Task<IResult>> answer)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        if (fault is not null) return Problem.BadBody(fault);
        try
        {
            return await answer();
        }
        catch (HistoryQuestionException why)
        {
            return Problem.BadBody($"In this question {why.Message}.");
        }
    }
}
