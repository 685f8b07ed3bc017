using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Shyraq.Bench.Engine;
using Shyraq.Cluster.Rerun;
using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Protocols.Plan;
using Shyraq.Simulator.Drawing;
using Shyraq.Storage;
using Shyraq.Storage.Journal;

namespace Shyraq.Bench.Refollow;

/// <summary>The journal of such a mine in a data folder, as a server would have left it, for <c>shyraq rerun</c> to follow.</summary>
internal static class WrittenDay
{
    /// <summary>Writes it, and says how it is followed again.</summary>
    /// <param name="block">The inputs of the next second.</param>
    public static void Write(string folder, StreetCrowd crowd, int seconds, IEnumerable<ActInput> acts, Func<ImmutableArray<MineInput>> block)
    {
        var store = MineStores.At(folder);
        var mine = crowd.Plan.Id;
        store.Make(mine);
        var plan = crowd.Plan;
        var text = PlanText.Write(mine, plan.Name, plan.Crs, plan.TimeZone, new(plan.Roadways, plan.Areas, plan.Anchors, plan.Zones, plan.Landmarks, plan.Sensors));
        using (var journal = store.OpenJournal(mine, "bench"))
        {
            Append(journal, Crowd.Start, [new PlanInput(Crowd.Start, ((PlanReading.Read)PlanReader.Read(text, 1)).Plan, text), .. acts]);
            for (var second = 0; second < seconds; second++)
            {
                var inputs = block();
                Append(journal, crowd.Now, inputs);
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"shyraq rerun --data {folder} --mine {mine} --name again --from {Crowd.Start.PlusSeconds(1)} --to {crowd.Now}"));
    }

    /// <summary>Follows it again as <c>shyraq rerun</c> does, by as many threads as there are processors, but keeps nothing; the first part is to warm up. Told as it goes on, tenth by tenth.</summary>
    public static int Follow(IMineStore store)
    {
        const double warmUp = 0.2;
        using var crew = new Crew();
        var journal = store.Read(store.Mines().Single()).Journal;
        var refollowing = new Refollowing(journal, RerunChanges.None, crew: crew);
        var last = journal.ReadFrom(1).Last().Sequence;
        var (begun, spent, ticks, fixes) = (0L, TimeSpan.Zero, 0, 0L);
        var tenth = (Number: 0, Begun: Stopwatch.GetTimestamp(), Spent: Environment.CpuUsage.TotalTime);
        foreach (var walked in refollowing.Walk(Instant.Latest, CancellationToken.None))
        {
            if (walked.Block.Sequence * 10 / last > tenth.Number)
            {
                var now = Environment.CpuUsage.TotalTime;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"up to {walked.Block.Time}: {Stopwatch.GetElapsedTime(tenth.Begun).TotalSeconds:0.0} s, {(now - tenth.Spent).TotalSeconds:0.0} s of processors"));
                tenth = (tenth.Number + 1, Stopwatch.GetTimestamp(), now);
            }
            if (walked.Block.Sequence < warmUp * last) continue;
            if (begun == 0) (begun, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            else
                foreach (var step in walked.Steps)
                    if (step?.Placed is { Followed.Input: TickInput, Fixes.Length: var told }) (ticks, fixes) = (ticks + 1, fixes + told);
        }
        var (wall, processor) = (Stopwatch.GetElapsedTime(begun).TotalSeconds, (Environment.CpuUsage.TotalTime - spent).TotalSeconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{fixes:N0} fixes of {ticks} s followed in {wall:0.0} s, {ticks / wall:0} times as fast: {1e6 * wall / fixes:0.00} µs a fix by the clock, {1e6 * processor / fixes:0.00} of processors; {1000L * 86_400:N0} fixes in {86.4e6 * wall / fixes:0} s"));
        var board = refollowing.Mine!.Safety.PresenceBoard(refollowing.Mine, refollowing.Mine.Clock);
        Console.WriteLine($"{board.Counts.Underground} underground, {board.Counts.Unaccounted} unaccounted, {board.Counts.OnSurface} on the surface, {board.Counts.Out} out; {board.People.Count(p => p.Disagreements.Any(d => d.Kind == DisagreementKind.ShiftOverNotOut))} late, {board.Counts.Disagreements} of whom something does not fit");
        Console.WriteLine($"digest {Convert.ToHexStringLower(SHA256.HashData(refollowing.Mine.Snapshot()))[..16]}");
        return 0;
    }

    private static void Append(IJournal journal, Instant time, ImmutableArray<MineInput> inputs)
    {
        var body = new ArrayBufferWriter<byte>();
        InputCodec.Encode(inputs, body);
        if (journal.Append(time, inputs.Length, inputs.OfType<SightingsInput>().Sum(input => input.Sightings.Length), body.WrittenSpan) is not Appended.Durable)
            throw new IOException("the journal did not take a block");
    }
}
