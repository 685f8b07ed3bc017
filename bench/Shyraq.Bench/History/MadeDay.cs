using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using Shyraq.Bench.Engine;
using Shyraq.Core.History;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Simulator.Drawing;
using Shyraq.Storage;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Bench.History;

/// <summary>
/// A day of a mine in a data folder, as a server would have left it: what the tracker made of the simulated coal mine, through the real recorder, codec and
/// tables. Some tags are followed for two hours; each stands for several, that do the same at other times, and the two hours come again. Of the six days before
/// only the visits of roadways are there, so that a question about a week has a week to look at.
/// </summary>
internal static class MadeDay
{
    public const string Mine = "day";

    private const int Followed = 200, FollowedSeconds = 7200, Shift = 1440, Day = 86_400, Chunk = TrackGrid.ChunkSeconds;

    public static readonly Instant Start = TrackGrid.ChunkOf(Crowd.Start.PlusSeconds(7 * Day));

    public static void Make(TextWriter to, string folder, int tags)
    {
        var store = folder.Contains('=', StringComparison.Ordinal) ? MineStores.In(folder) : MineStores.At(folder);
        var mine = new MineId(Mine);
        store.Make(mine);
        var plan = CoalMine.Text(1, Mine);
        var head = Journal(store, mine, plan);
        to.WriteLine($"following {Followed} tags for {FollowedSeconds / 60} min …");
        var crowd = new Followed(Followed);
        var seconds = Enumerable.Range(0, FollowedSeconds).Select(_ => crowd.Next().ToDictionary(fix => fix.Tag.Value, StringComparer.Ordinal)).ToArray();
        var names = seconds[^1].Keys.Order(StringComparer.Ordinal).ToArray();

        using var history = store.OpenHistory(mine, sequence => sequence == 1 ? head.Hash : null);
        history.Record(new HistoryRows { Plans = [new(1, Start.PlusSeconds(-7.0 * Day), plan)], Carriers = [.. Enumerable.Range(0, tags).Select(Carrier)] }, 1, 0, default);
        var recorder = new TrackRecorder();
        var (fixes, taking, packing, writing) = (0L, 0L, 0L, 0L);
        for (var second = 0; second <= Day; second++)
        {
            var shown = second == Day ? [] : Shown(second);
            var begun = Stopwatch.GetTimestamp();
            var closed = recorder.Take(Start.PlusSeconds(second), crowd.Plan, shown);
            taking += Stopwatch.GetTimestamp() - begun;
            if (closed.IsEmpty) continue;
            begun = Stopwatch.GetTimestamp();
            var visits = Visits.Of(closed, crowd.Plan);
            var rows = new HistoryRows
            {
                Tracks = [.. closed.Select(chunk => new TrackRow(HistoryVersion.Live, chunk.Start, chunk.Tag, 1, TrackCodec.Encode(chunk.Fixes.AsSpan())))],
                Visits = [.. Enumerable.Range(0, 7).SelectMany(day => visits.Select(one => new VisitRow(HistoryVersion.Live, one.Roadway, one.Start.PlusSeconds(-1.0 * day * Day), 1, VisitCodec.Encode(one))))],
            };
            packing += Stopwatch.GetTimestamp() - begun;
            begun = Stopwatch.GetTimestamp();
            history.Record(rows, 1, 0, default);
            writing += Stopwatch.GetTimestamp() - begun;
            fixes += closed.Sum(chunk => (long)chunk.Fixes.Length);
        }
        history.Record(HistoryRows.None, 1, 1, head.Hash);
        to.WriteLine($"{fixes} fixes of {tags} tags; recorder {Seconds(taking)} s, packing {Seconds(packing)} s, tables {Seconds(writing)} s");

        ImmutableArray<Fix> Shown(int second)
        {
            var shown = ImmutableArray.CreateBuilder<Fix>(tags);
            for (var tag = 0; tag < tags; tag++)
            {
                var at = (second + tag / names.Length * Shift) % FollowedSeconds;
                if (!seconds[at].TryGetValue(names[tag % names.Length], out var fix)) continue;
                var moved = Start.PlusSeconds(second) - Crowd.Start.PlusSeconds(at + 1);
                shown.Add(fix with { Tag = new(Name(tag)), Time = fix.Time + moved, Heard = fix.Heard + moved });
            }
            return shown.DrainToImmutable();
        }
    }

    public static string Name(int tag) => $"T{tag:0000}";

    private static double Seconds(long ticks) => Math.Round((double)ticks / Stopwatch.Frequency, 1);

    private static CarrierRow Carrier(int tag) =>
        new(new(Name(tag)), Start.PlusSeconds(-7.0 * Day), tag % 10 == 9 ? "vehicle" : "person", tag % 10 == 9 ? "" : $"P{tag:0000}", $"Somebody {tag}", $"{tag}", "", "");

    // One block, so that the mine is known and its history not foreign.
    private static JournalHead Journal(IMineStore store, MineId mine, byte[] plan)
    {
        using var journal = store.OpenJournal(mine, "bench");
        var read = (Protocols.Plan.PlanReading.Read)Protocols.Plan.PlanReader.Read(plan, 1);
        var body = new ArrayBufferWriter<byte>();
        InputCodec.Encode([new PlanInput(Start.PlusSeconds(-7.0 * Day), read.Plan, plan), new TickInput(Start.PlusSeconds(Day))], body);
        return ((Appended.Durable)journal.Append(Start.PlusSeconds(Day), 2, 0, body.WrittenSpan)).Head;
    }
}
