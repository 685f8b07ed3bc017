using System.Buffers;
using System.Collections.Immutable;
using Shyraq.Core;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Zones;
using Shyraq.Protocols.Acts;
using Shyraq.Protocols.Answers;
using Shyraq.Protocols.Carriers;
using Shyraq.Protocols.Gas;
using Shyraq.Protocols.Passages;
using Shyraq.Protocols.Sightings;
using Shyraq.Simulator.Feeds;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.Radios;

namespace Shyraq.Verbs.Drill;

/// <summary>
/// The server's side of a drill: the straight line without its disk. What the world sends is written as bytes and decoded as the server decodes it, and
/// the orders of the mine go back to the tags of the world.
/// </summary>
internal sealed class DrillMine
{
    /// <summary>What the safety engineer has put on the whole mine: no machine over 18 km/h, and none nearer to a person than 15 m.</summary>
    private const double SpeedLimit = 18, Apart = 15;

    private readonly World _world;
    private readonly ArrayBufferWriter<byte>[] _payloads;
    private readonly ArrayBufferWriter<byte> _readings = new(), _passages = new(), _answers = new();

    public DrillMine(World world)
    {
        (_world, Mine, Told) = (world, new Mine(world.Plan), new(world.Plan));
        _payloads = [.. Enumerable.Range(0, world.Gateways).Select(_ => new ArrayBufferWriter<byte>())];
        if (CarriersReader.Read(CarriersReader.Write(world.Workforce.Carriers)) is not CarriersReading.Read carriers) throw new InvalidOperationException("The carriers cannot be read back.");
        Walk(new CarriersInput(world.Now, carriers.Carriers));
        Do(new PutZone(new("TRAFFIC"), "TRAFFIC", new([.. world.Plan.Roadways.Select(road => new Stretch(road.Id, 0, road.Line.Length))], [], []), [new SpeedRule(SpeedLimit), new ProximityRule(Apart)]));
        Do(new ActivateZones(1, "drill", Untried: true));
    }

    public Mine Mine { get; }

    public ToldStretches Told { get; }

    public long Sightings { get; private set; }

    /// <summary>Takes what has come since the last time.</summary>
    public void Hear(List<Delivery> deliveries, List<FeedItem> feed)
    {
        var now = _world.Now;
        foreach (var (gateway, sighting) in deliveries) SightingWriter.WriteLine(_payloads[gateway], sighting with { Arrived = sighting.Time });
        Sightings += deliveries.Count;
        foreach (var payload in _payloads) Decode(payload, bytes => SightingPayload.Decode(bytes, now) is var d ? (new SightingsInput(now, d.Sightings), d.RefusedCounts, d.Refusals) : default);
        foreach (var item in feed)
        {
            if (item is DeskAct { Act: var act }) Do(act);
            else FeedLines.Write(item switch { SensorReading => _readings, GatePassage => _passages, _ => _answers }, item);
        }
        Decode(_readings, bytes => ReadingPayload.Decode(bytes) is var d ? (new ReadingsInput(now, d.Readings), d.RefusedCounts, d.Refusals) : default);
        Decode(_passages, bytes => PassagePayload.Decode(bytes) is var d ? (new PassagesInput(now, d.Passages), d.RefusedCounts, d.Refusals) : default);
        Decode(_answers, bytes => AnswerPayload.Decode(bytes, now) is var d ? (new AnswersInput(now, d.Answers), d.RefusedCounts, d.Refusals) : default);
    }

    /// <summary>A second is over: it is judged, and what is due goes to the tags.</summary>
    public void Tick()
    {
        Walk(new TickInput(_world.Now));
        Told.Look(Mine, _world.Now);
        foreach (var due in Mine.DueOrders(_world.Now))
        {
            _world.Order(new(due.Number, due.Text, due.Tags));
            Walk(new AnswersInput(_world.Now, [.. due.Tags.Select(tag => new TagAnswer(_world.Now, tag, due.Number, AnswerKind.Sent))]));
        }
    }

    private delegate (MineInput Input, ImmutableSortedDictionary<RefusalReason, int> Counts, ImmutableArray<Refusal> Refusals) Decoder(ReadOnlySpan<byte> bytes);

    private void Decode(ArrayBufferWriter<byte> payload, Decoder decoder)
    {
        if (payload.WrittenCount == 0) return;
        var (input, counts, refusals) = decoder(payload.WrittenSpan);
        payload.ResetWrittenCount();
        if (counts.Count > 0) Walk(new RefusalsInput(_world.Now, "mqtt", counts, refusals));
        Walk(input);
    }

    private void Do(Act act)
    {
        var (read, fault) = ActJson.Read(ActJson.Write(act));
        if (Walk(new ActInput(_world.Now, "drill", read ?? throw new InvalidOperationException(fault))).Refusal is { } refusal)
            throw new InvalidOperationException($"The act {act} was refused: {refusal.Detail}");
    }

    private Judged Walk(MineInput input)
    {
        var judged = Mine.Judge(Mine.Place(Mine.Follow(input)));
        Told.Take(judged, input.Arrived);
        return judged;
    }
}
