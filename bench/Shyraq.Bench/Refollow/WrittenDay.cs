using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Shyraq.Bench.Engine;
using Shyraq.Core.Acts;
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

    private static void Append(IJournal journal, Instant time, ImmutableArray<MineInput> inputs)
    {
        var body = new ArrayBufferWriter<byte>();
        InputCodec.Encode(inputs, body);
        if (journal.Append(time, inputs.Length, inputs.OfType<SightingsInput>().Sum(input => input.Sightings.Length), body.WrittenSpan) is not Appended.Durable)
            throw new IOException("the journal did not take a block");
    }
}
