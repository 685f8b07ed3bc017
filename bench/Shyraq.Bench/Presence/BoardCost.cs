using System.Collections.Immutable;
using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Shyraq.Bench.Engine;
using Shyraq.Core;
using Shyraq.Core.Acts;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols;

namespace Shyraq.Bench.Presence;

/// <summary>The board of presence of a mine in which everybody is below: how large it is, how long it takes to make, and what the judging of people costs at a tick.</summary>
internal static class BoardCost
{
    private const int Seconds = 30, Runs = 41;

    public static void Tell(TextWriter to)
    {
        to.WriteLine("| people below | board, KiB | gzip, KiB | made, ms (median) | as JSON, ms (median) | a tick of the mine, ms (median) |");
        to.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var people in (int[])[300, 1000, 3000])
        {
            var mine = Below(people, out var now);
            var counts = mine.Safety.PresenceBoard(mine, now).Counts;
            if (counts.NotOut != people) throw new InvalidOperationException($"{counts.NotOut} of {people} are in the list.");
            var made = Median(() => mine.Safety.PresenceBoard(mine, now));
            var board = mine.Safety.PresenceBoard(mine, now);
            var json = JsonSerializer.SerializeToUtf8Bytes(board, CoreJson.Options);
            var written = Median(() => JsonSerializer.SerializeToUtf8Bytes(board, CoreJson.Options));
            var second = 0;
            var tick = Median(() => mine.Judge(mine.Place(mine.Follow(new TickInput(now.PlusSeconds(++second))))));
            to.WriteLine($"| {people:N0} | {json.Length / 1024.0:0} | {Gzip(json) / 1024.0:0} | {made:0.0} | {written:0.0} | {tick:0.0} |");
        }
        to.WriteLine();
    }

    private static Mine Below(int people, out Instant now)
    {
        var crowd = new StreetCrowd(new(50, AnchorTechnology.Uwb), people);
        var mine = new Mine(crowd.Plan);
        ImmutableArray<string> tags = [.. Enumerable.Range(0, people).Select(i => $"L-{i:000000}")];
        Do(new ImportRegistry(
            [new("own", "АО «Шахта Северная»"), new("gss", "ТОО «Горношахтстрой»", true)],
            [.. tags.Select((_, i) => new Person($"P{i:0000}", $"Серікқызы Айгүл {i}", $"{1000 + i}", i % 5 == 0 ? "gss" : "own", $"Добычной участок №{1 + i % 9}, смена 1", "Горнорабочий очистного забоя", Shift: "смена 1"))], [],
            [.. tags.Select((tag, i) => new RegisteredTag(new(tag), $"{i}"))]));
        Do(new PlanShift("смена 1", Crowd.Start.PlusSeconds(-600), Crowd.Start.PlusSeconds(8 * 3600), [.. tags.Select((_, i) => $"P{i:0000}")]));
        Do(new IssueTags([.. tags.Select((tag, i) => new IssueTag(new(tag), $"P{i:0000}"))]));
        for (var second = 0; second < Seconds; second++)
        {
            foreach (var batch in crowd.Next()) mine.Judge(mine.Place(mine.Follow(batch)));
            mine.Judge(mine.Place(mine.Follow(new TickInput(crowd.Now))));
        }
        now = crowd.Now;
        return mine;

        void Do(Act act)
        {
            var followed = mine.Follow(new ActInput(Crowd.Start, "office", act));
            mine.Judge(mine.Place(followed));
        }
    }

    private static double Median(Func<object> work)
    {
        var times = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            times[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[Runs / 2];
    }

    private static long Gzip(byte[] bytes)
    {
        using var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return to.Length;
    }
}
