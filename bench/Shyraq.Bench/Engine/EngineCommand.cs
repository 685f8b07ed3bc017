using System.Globalization;
using Shyraq.Core.Plan;

namespace Shyraq.Bench.Engine;

/// <summary><c>engine</c>: what following, placing and remembering cost on one core, as Markdown.</summary>
internal static class EngineCommand
{
    private const string Usage = "engine [--quick] [--only rates|tags|length|memory|silence]";

    public static int Run(string[] args)
    {
        var (quick, only) = (false, "");
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--quick") quick = true;
            else if (args[i] == "--only" && i + 1 < args.Length && args[i + 1] is "rates" or "tags" or "length" or "memory" or "silence") only = args[++i];
            else
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }
        }
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        // What is compiled while the first row is measured would be that row's.
        if (only is "" or "rates" or "tags" or "length") new Trial(Streets(quick ? 200 : 2000)).Measure(20, 5, 8);
        if (only is "" or "rates") Rates(quick);
        if (only is "" or "tags") ByTags(quick);
        if (only is "" or "length") ByLength(quick);
        if (only is "" or "memory") Memory(quick);
        if (only is "" or "silence") Silence(quick);
        return 0;
    }

    private static StreetCrowd Streets(int tags, AnchorTechnology technology = AnchorTechnology.Uwb, double kilometres = 50) => new StreetCrowd(new(kilometres, technology), tags);

    /// <summary>Sightings a second for each kind of tag.</summary>
    private static void Rates(bool quick)
    {
        var tags = quick ? 200 : 2000;
        var (warm, runs, seconds) = quick ? (20, 3, 5) : (40, 7, 8);
        Write($"| {tags:N0} tags | follow, ns | place and judge, ns | followed/s | all three/s | tick, ms | bytes/sighting | bytes/fix |");
        Write($"| --- | --- | --- | --- | --- | --- | --- | --- |");
        Row("the simulated coal mine, everything mixed", new SimulatedCrowd(tags));
        Row("roadways, ranges", Streets(tags));
        Row("open areas, ranges", new HallCrowd(tags, differences: false));
        Row("open areas, range differences", new HallCrowd(tags, differences: true));
        Row("roadways, strengths alone", Streets(quick ? 50 : 500, AnchorTechnology.Ble));
        Row("roadways, zonal reads alone", Streets(quick ? 50 : 500, AnchorTechnology.Rfid));
        Write($"");

        void Row(string name, Crowd crowd)
        {
            var cost = new Trial(crowd).Measure(warm, runs, seconds);
            Write($"| {name}{(crowd.Tags == tags ? "" : $" ({crowd.Tags:N0} tags)")} | {cost.Follow:0} | {cost.Place:0} | {1e9 / cost.Follow:N0} | {1e9 / (cost.Follow + cost.Place):N0} | {cost.Tick:0.0} | {cost.FollowBytes:0.0} | {cost.PlaceBytes:0} |");
        }
    }

    /// <summary>The same network with more and more tags. Fewer tags are followed for longer: a row of few sightings is loud.</summary>
    private static void ByTags(bool quick) =>
        InTurn("tags, 50 km", (quick ? (int[])[100, 2_000] : [100, 1_000, 10_000, 100_000]).Select(tags => ($"{tags:N0}", Streets(tags), Math.Clamp(20_000 / tags, 2, 200))));

    /// <summary>As many tags on more and more roadway.</summary>
    private static void ByLength(bool quick)
    {
        var tags = quick ? 200 : 2000;
        InTurn($"roadway, {tags:N0} tags", (quick ? (double[])[20, 100] : [50, 200, 1_000]).Select(kilometres => ($"{kilometres:N0} km", Streets(tags, kilometres: kilometres), 8)));
    }

    /// <summary>What following costs several crowds that take turns, so that each round is of one minute of the machine; the medians over the rounds.</summary>
    private static void InTurn(string of, IEnumerable<(string Name, StreetCrowd Crowd, int Seconds)> crowds)
    {
        const int rounds = 9;
        var rows = crowds.Select(crowd => (crowd.Name, Trial: new Trial(crowd.Crowd), crowd.Seconds, Costs: new List<double>())).ToArray();
        foreach (var row in rows) row.Trial.WarmUp(20);
        for (var round = 0; round < rounds; round++)
            foreach (var row in rows) row.Costs.Add(Medians.Of([row.Trial.Run(row.Seconds)]).Follow);
        Write($"| {of} | follow, ns | over the first of the same round | from | to |");
        Write($"| --- | --- | --- | --- | --- |");
        foreach (var row in rows)
        {
            var over = row.Costs.Zip(rows[0].Costs, (cost, first) => cost / first).Order().ToArray();
            Write($"| {row.Name} | {row.Costs.Order().ElementAt(rounds / 2):0} | {over[rounds / 2]:0.00} | {over[0]:0.00} | {over[^1]:0.00} |");
        }
        Write($"");
    }

    /// <summary>Bytes that a mine holds for each tag.</summary>
    private static void Memory(bool quick)
    {
        var tags = quick ? 200 : 2000;
        Write($"| memory for each of {tags:N0} tags | bytes |");
        Write($"| --- | --- |");
        Row("the simulated coal mine", new SimulatedCrowd(tags), 0);
        Row("ranges on a roadway", Streets(tags), 0);
        Row("ranges in an open area", new HallCrowd(tags, differences: false), 0);
        Row("strengths alone", Streets(quick ? 50 : 500, AnchorTechnology.Ble), 0);
        Row("zonal reads alone", Streets(quick ? 50 : 500, AnchorTechnology.Rfid), 0);
        Row("ranges on a roadway, then silent for 10 minutes", Streets(quick ? 50 : 500), 600);
        Write($"");

        void Row(string name, Crowd crowd, int silent)
        {
            var trial = new Trial(crowd);
            var empty = GC.GetTotalMemory(true);
            for (var second = 0; second < 30; second++) trial.Run(1);
            for (var second = 1; second <= silent; second++) trial.Tick(crowd.Now.PlusSeconds(second));
            var known = trial.Mine.TagCount;
            Write($"| {name} | {(double)(GC.GetTotalMemory(true) - empty) / known:N0} |");
            GC.KeepAlive(trial);
        }
    }

    /// <summary>Thousands of tags that fall silent at once: what a tick costs as the silence lasts.</summary>
    private static void Silence(bool quick)
    {
        var tags = quick ? 500 : 5000;
        Write($"| {tags:N0} tags silent for | a tick, ms of processor time (median) | longest, ms |");
        Write($"| --- | --- | --- |");
        var crowd = Streets(tags);
        var trial = new Trial(crowd);
        trial.Measure(20, 1, 1);
        var from = 0;
        foreach (var to in (int[])[5, 30, 60, 180, 600])
        {
            var ticks = Enumerable.Range(from + 1, to - from).Select(second => trial.Tick(crowd.Now.PlusSeconds(second))).Order().ToArray();
            Write($"| {from}–{to} s | {ticks[ticks.Length / 2]:0.0} | {ticks[^1]:0.0} |");
            from = to;
        }
        Write($"");
    }

    private static void Write(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
