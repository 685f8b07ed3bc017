using System.Buffers;
using System.Diagnostics;
using Shyraq.Bench.Engine;
using Shyraq.Core.History;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Simulator.Drawing;
using Shyraq.Storage;
using Shyraq.Storage.History;
using Shyraq.Storage.Journal;

namespace Shyraq.Bench.History;

/// <summary>
/// A day of a mine in a data folder, as a server would have left it: the simulated coal mine is followed, judged and recorded by the product itself for
/// twenty minutes, with every tag handed out and every person planned; those twenty minutes stand there 72 times, one behind the other. Of the six days before
/// only the visits of roadways are there, so that a question about a week has a week to look at.
/// </summary>
internal static class MadeDay
{
    public const string Mine = "day";

    private const int Day = 86_400;

    // At the mark of ten minutes at which the piece begins everybody has been found.
    private const int Before = TrackGrid.ChunkSeconds, Piece = 2 * TrackGrid.ChunkSeconds, Pieces = Day / Piece;

    public static readonly Instant Start = TrackGrid.ChunkOf(Crowd.Start.PlusSeconds(7 * Day));

    public static void Make(TextWriter to, string folder, int tags)
    {
        var store = folder.Contains('=', StringComparison.Ordinal) ? MineStores.In(folder) : MineStores.At(folder);
        var mine = new MineId(Mine);
        store.Make(mine);
        var plan = CoalMine.Text(1, Mine);
        var head = Journal(store, mine, plan);
        to.WriteLine($"following {tags} tags for {(Before + Piece) / 60} min …");
        var (kept, recording, packing) = Recorded(tags);

        using var history = store.OpenHistory(mine, sequence => sequence == head.Sequence ? head.Hash : null);
        history.Record(new HistoryRows { Plans = [new(1, Start.PlusSeconds(-7.0 * Day), plan)], Carriers = [.. kept.Carriers.Select(row => row with { From = Start.PlusSeconds(-7.0 * Day) })] }, 1, 0, default);
        var writing = 0L;
        for (var piece = 0; piece < Pieces; piece++)
        {
            // As a server writes it: ten minutes of tracks at a time, the rest as it comes.
            foreach (var rows in Parts(Moved(kept, piece)))
            {
                var begun = Stopwatch.GetTimestamp();
                history.Record(rows, 1, 0, default);
                writing += Stopwatch.GetTimestamp() - begun;
            }
        }
        history.Record(HistoryRows.None, 1, head.Sequence, head.Hash);
        var fixes = (long)Pieces * kept.Tracks.Sum(row => TrackCodec.Count(row.Body));
        to.WriteLine($"{fixes} fixes of {tags} tags, {Pieces * kept.Events.Length} events, {Pieces * kept.Pictures.Length} pictures of boards ({kept.Pictures.Length * 60.0 / Piece:0.0} a minute)");
        to.WriteLine($"to write, of one core: recorder {Pieces * Seconds(recording):0} s and packing {Pieces * Seconds(packing):0} s ({Pieces} times those of the twenty minutes), tables {Seconds(writing):0} s");
    }

    /// <summary>What the history keeps of the twenty minutes, and the ticks that noting and packing it took.</summary>
    private static (HistoryRows Kept, long Recording, long Packing) Recorded(int tags)
    {
        var followed = new RecordedCrowd(tags);
        var (begin, end) = (Crowd.Start.PlusSeconds(Before), Crowd.Start.PlusSeconds(Before + Piece));
        // A board that does not change in the piece is as it was before.
        var boards = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        for (var second = 0; second < Before - 1; second++)
            foreach (var picture in followed.Next().Closed.Boards) boards[picture.Board] = picture.Json;
        var (kept, packing, recording) = (new List<HistoryRows>
        {
            new() { Carriers = [.. followed.Carriers()], Pictures = [.. boards.Select(board => new PictureRow(board.Key, begin, null, PictureCodec.Whole(board.Value)))] },
        }, 0L, 0L);
        // One second more closes the last ten minutes.
        for (var second = 0; second < Piece + 2; second++)
        {
            var walked = followed.Next();
            recording += followed.Recording;
            var packed = Stopwatch.GetTimestamp();
            var rows = walked.Rows();
            packing += Stopwatch.GetTimestamp() - packed;
            kept.Add(new HistoryRows
            {
                Events = [.. rows.Events.Where(one => one.Time >= begin && one.Time < end)],
                Tracks = [.. rows.Tracks.Where(row => row.Start >= begin && row.Start < end)],
                Visits = [.. rows.Visits.Where(row => row.Start >= begin && row.Start < end)],
                Pictures = [.. rows.Pictures.Where(row => row.Time >= begin && row.Time < end && (row.Base ?? begin) >= begin)],
            });
        }
        return (kept.Aggregate(HistoryRows.None, (all, one) => all.And(one)), recording, packing);
    }

    // The same at another time of the day; the visits of six days before as well.
    private static HistoryRows Moved(HistoryRows rows, int piece)
    {
        var by = Start.PlusSeconds((double)piece * Piece).SecondsSince(Crowd.Start.PlusSeconds(Before));
        return new()
        {
            Events = [.. rows.Events.Select(one => one with { Sequence = one.Sequence + 100_000L * (piece + 1), Time = one.Time.PlusSeconds(by) })],
            Tracks = [.. rows.Tracks.Select(row => row with { Start = row.Start.PlusSeconds(by) })],
            Visits = [.. Enumerable.Range(0, 7).SelectMany(day => rows.Visits.Select(row => row with { Start = row.Start.PlusSeconds(by - 1.0 * day * Day) }))],
            Pictures = [.. rows.Pictures.Select(row => row with { Time = row.Time.PlusSeconds(by), Base = row.Base?.PlusSeconds(by) })],
        };
    }

    private static IEnumerable<HistoryRows> Parts(HistoryRows rows)
    {
        yield return rows with { Tracks = [], Visits = [] };
        foreach (var start in rows.Tracks.Select(row => row.Start).Distinct())
            yield return new() { Tracks = [.. rows.Tracks.Where(row => row.Start == start)], Visits = [.. rows.Visits.Where(row => row.Start.SecondsSince(start) % Day == 0)] };
    }

    private static double Seconds(long ticks) => (double)ticks / Stopwatch.Frequency;

    // Two blocks, so that the mine is known from its first day on and its history not foreign.
    private static JournalHead Journal(IMineStore store, MineId mine, byte[] plan)
    {
        using var journal = store.OpenJournal(mine, "bench");
        var read = (Protocols.Plan.PlanReading.Read)Protocols.Plan.PlanReader.Read(plan, 1);
        Append(new PlanInput(Start.PlusSeconds(-7.0 * Day), read.Plan, plan));
        return Append(new TickInput(Start.PlusSeconds(Day)));

        JournalHead Append(MineInput input)
        {
            var body = new ArrayBufferWriter<byte>();
            InputCodec.Encode([input], body);
            return ((Appended.Durable)journal.Append(input.Arrived, 1, 0, body.WrittenSpan)).Head;
        }
    }
}
