using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Shyraq.Bench.Engine;
using Shyraq.Core;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Protocols.Inputs;
using Shyraq.Storage;

namespace Shyraq.Bench.Refollow;

/// <summary>
/// <c>refollow</c>: what it costs to follow a day of a mine again from its journal, and where the time goes. A thousand people with lamps, each heard every
/// second; blocks as the journal holds them, one a second with its tick, in memory.
/// </summary>
internal static class RefollowCommand
{
    private const int Day = 86_400;

    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var (tags, seconds, heard, folder, shift, late) = (1000, 300, 1, "", (int?)null, false);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--late") late = true;
            else if (i + 1 == args.Length) return Usage();
            else if (args[i] == "--tags") tags = Number(args[++i]);
            else if (args[i] == "--seconds") seconds = Number(args[++i]);
            else if (args[i] == "--heard") heard = Number(args[++i]);
            else if (args[i] == "--shift") shift = Number(args[++i]);
            else if (args[i] == "--write") folder = args[++i];
            else if (args[i] == "--journal") return WrittenDay.Follow(MineStores.At(args[i + 1]));
            else if (args[i] == "--database") return WrittenDay.Follow(MineStores.In(args[i + 1]));
            else return Usage();
        }
        if (late ? shift is null or < 1 : shift < Roster.Shortest) return Usage();
        var (crowd, roster) = (new StreetCrowd(new(50, AnchorTechnology.Uwb), tags), new Roster(tags, shift, late));
        if (folder.Length > 0)
        {
            WrittenDay.Write(folder, crowd, seconds, roster.Before(), () => Inputs(crowd, roster, heard));
            return 0;
        }
        Console.WriteLine($"{tags:N0} people with lamps, {heard} ranges a second of each at most, {seconds} s after a minute to warm up");
        Tell(crowd, roster, seconds, heard);
        return 0;

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    private static int Usage()
    {
        Console.Error.WriteLine("refollow [--tags 1000] [--seconds 300] [--heard 1] [--shift SECONDS [--late]] [--write FOLDER] | --journal FOLDER | --database SETTINGS");
        Console.Error.WriteLine($"  --shift: crews of three shifts of so many seconds ({Roster.Shortest} or more) relieve each other; with --late the first stays down, and is late an hour after its end");
        return 2;
    }

    private static void Tell(StreetCrowd crowd, Roster roster, int seconds, int heard)
    {
        var mine = new Mine(crowd.Plan);
        foreach (var act in roster.Before()) mine.Judge(mine.Place(mine.Follow(act)));
        var blocks = Enumerable.Range(0, 60 + seconds).Select(_ => Block(crowd, roster, heard)).ToArray();
        var spent = new Stages();
        var begun = Spent();
        var clock = Stopwatch.StartNew();
        for (var second = 0; second < blocks.Length; second++)
        {
            if (second == 60) (spent, begun, clock) = (new(), Spent(), Stopwatch.StartNew());
            spent.Walk(mine, blocks[second]);
        }
        var (all, wall) = ((double)(Spent() - begun) / TimeSpan.TicksPerSecond, clock.Elapsed.TotalSeconds);
        Console.WriteLine($"| step | processor, µs a tag and second | share | a day, s | by the clock, a day, s |");
        Console.WriteLine($"| --- | --- | --- | --- | --- |");
        foreach (var (step, ticks, byTheClock) in spent.Steps) Row(step, (double)ticks / TimeSpan.TicksPerSecond, Stopwatch.GetElapsedTime(0, byTheClock).TotalSeconds);
        Row("all", all, wall);
        Console.WriteLine($"{spent.Sightings / (double)seconds / crowd.Tags:0.00} sightings for each tag and second; digest {Convert.ToHexStringLower(SHA256.HashData(mine.Snapshot()))[..16]}");

        void Row(string step, double spent, double byTheClock) => Console.WriteLine(
            $"| {step} | {1e6 * spent / seconds / crowd.Tags:0.00} | {100 * spent / all:0} % | {spent / seconds * Day:0} | {byTheClock / seconds * Day:0} |");
    }

    /// <summary>Processor time of the whole process, ticks of 100 ns: what else the machine does is not counted, what the runtime does beside is.</summary>
    private static long Spent() => Environment.CpuUsage.TotalTime.Ticks;

    private static byte[] Block(StreetCrowd crowd, Roster roster, int heard)
    {
        var body = new ArrayBufferWriter<byte>();
        InputCodec.Encode(Inputs(crowd, roster, heard), body);
        return body.WrittenSpan.ToArray();
    }

    private static ImmutableArray<MineInput> Inputs(StreetCrowd crowd, Roster roster, int heard)
    {
        var (second, silent) = (crowd.Seconds, roster.Silent(crowd.Seconds));
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var inputs = ImmutableArray.CreateBuilder<MineInput>();
        inputs.AddRange(roster.At(second));
        foreach (var batch in crowd.Next())
        {
            ImmutableArray<Sighting> kept = [.. batch.Sightings.Where(s => !silent.Contains(s.Tag.Value)).Where(s => s is MotionSighting || (counts[s.Tag.Value] = counts.GetValueOrDefault(s.Tag.Value) + 1) <= heard)];
            if (!kept.IsEmpty) inputs.Add(batch with { Sightings = kept });
        }
        inputs.Add(new TickInput(crowd.Now));
        return inputs.ToImmutable();
    }

    /// <summary>Processor time of each step, ticks of 100 ns, and its time by the clock.</summary>
    private sealed class Stages
    {
        private static readonly string[] Names = ["check the chain", "decode", "follow", "place what was heard", "judge it", "place all at a tick", "judge a tick"];

        private readonly (long Spent, long Clock)[] _steps = new (long, long)[Names.Length];

        public long Sightings { get; private set; }

        public IEnumerable<(string, long, long)> Steps => Names.Select((name, i) => (name, _steps[i].Spent, _steps[i].Clock));

        public void Walk(Mine mine, byte[] block)
        {
            var at = (Spent: Spent(), Clock: Stopwatch.GetTimestamp());
            _ = SHA256.HashData(block);
            Took(0);
            var inputs = InputCodec.Decode(block, 2);
            Took(1);
            foreach (var input in inputs)
            {
                if (input is SightingsInput sightings) Sightings += sightings.Sightings.Length;
                var followed = mine.Follow(input);
                Took(2);
                var placed = mine.Place(followed);
                Took(input is TickInput ? 5 : 3);
                mine.Judge(placed);
                Took(input is TickInput ? 6 : 4);
            }

            void Took(int step)
            {
                var now = (Spent: Spent(), Clock: Stopwatch.GetTimestamp());
                _steps[step] = (_steps[step].Spent + now.Spent - at.Spent, _steps[step].Clock + now.Clock - at.Clock);
                at = now;
            }
        }
    }
}
