using System.Buffers;
using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Protocols.Plan;
using Shyraq.Storage;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Tests.Hindsight;

/// <summary>
/// A journal written without a server: a lamp walks up and down the roadway of <see cref="TestMine"/> and is heard by its two nearest anchors; a block a second, with a tick.
/// Between two seconds it may be that what the anchors A2 and A3 heard is held back.
/// </summary>
internal sealed class WrittenJournal : IDisposable
{
    public const string Tag = "T1";

    private readonly IMineStore _store;
    private readonly string _folder = Directory.CreateTempSubdirectory("shyraq-hindsight-").FullName;

    public WrittenJournal(int seconds, (int From, int To, int DeliveredAt)? heldBack = null, Func<int, IEnumerable<MineInput>>? more = null)
    {
        _store = MineStores.At(_folder);
        var mine = new MineId(TestMine.Id);
        _store.Make(mine);
        using var journal = _store.OpenJournal(mine, "test");
        Append(journal, [PlanAt(0, TestMine.Plan())]);
        List<Sighting> held = [];
        for (var second = 1; second <= seconds; second++)
        {
            var now = TestMine.Start.PlusSeconds(second);
            List<Sighting> prompt = [];
            foreach (var sighting in Heard(second))
            {
                if (heldBack is { } cut && second >= cut.From && second < cut.To && sighting.HeardBy!.Value.Value is "A2" or "A3") held.Add(sighting with { Arrived = TestMine.Start.PlusSeconds(cut.DeliveredAt) });
                else prompt.Add(sighting);
            }
            if (heldBack?.DeliveredAt == second) prompt.AddRange(held);
            Append(journal, [.. more?.Invoke(second) ?? [], .. prompt.Count == 0 ? (MineInput[])[] : [new SightingsInput(now, [.. prompt])], new TickInput(now)]);
        }
    }

    public IMineStore Store => _store;

    public IMineRecord Record => _store.Read(new(TestMine.Id));

    public string Folder => _folder;

    /// <summary>Where the lamp truly is: between 20 and 180 m, at a metre a second.</summary>
    public static double Truth(Instant time)
    {
        var way = time.SecondsSince(TestMine.Start) % 320;
        return 20 + (way <= 160 ? way : 320 - way);
    }

    public static PlanInput PlanAt(int second, byte[] source, int version = 1) =>
        new(TestMine.Start.PlusSeconds(second), ((PlanReading.Read)PlanReader.Read(source, version)).Plan, source);

    private static IEnumerable<Sighting> Heard(int second)
    {
        var random = new Random(second);
        var x = Truth(TestMine.Start.PlusSeconds(second));
        return Enumerable.Range(1, 4)
            .Select(n => (Anchor: n, Distance: Math.Sqrt(Math.Pow(x - ((n - 1) * 60 + 10), 2) + 2))).OrderBy(a => a.Distance).Take(2)
            .Select((a, i) =>
            {
                // Each at a time of its own, so that those of one time need no order.
                var time = TestMine.Start.PlusSeconds(second - 0.2 + 0.1 * i);
                var away = Truth(time) - ((a.Anchor - 1) * 60 + 10);
                return (Sighting)new RangeSighting(time, TestMine.Start.PlusSeconds(second), new(Tag), new($"A{a.Anchor}"), new(Math.Round(Math.Sqrt(away * away + 2) + 0.2 * (random.NextDouble() - 0.5), 3)), null, null, null);
            });
    }

    private static void Append(IJournal journal, MineInput[] inputs)
    {
        var body = new ArrayBufferWriter<byte>();
        InputCodec.Encode([.. inputs], body);
        Assert.IsType<Appended.Durable>(journal.Append(inputs[^1].Arrived, inputs.Length, inputs.OfType<SightingsInput>().Sum(i => i.Sightings.Length), body.WrittenSpan));
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
