using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Protocols.Plan;
using Shyraq.Simulator;
using Shyraq.Simulator.Drawing;
using Shyraq.Simulator.Radios;

namespace Shyraq.Bench.Engine;

/// <summary>The product's own simulator: the coal mine of 50 km, with all its radios, losses, reflections, late bursts and wrong clocks.</summary>
internal sealed class SimulatedCrowd : Crowd
{
    private readonly Simulation _simulation;
    private readonly List<Delivery> _arrived = [];

    public SimulatedCrowd(int tags)
    {
        Plan = ((PlanReading.Read)PlanReader.Read(CoalMine.Text(1), 1)).Plan;
        _simulation = new(Plan, new() { Start = Start, People = tags * 9 / 10, Vehicles = tags / 10 });
        Tags = tags;
    }

    public override MinePlan Plan { get; }

    public override int Tags { get; }

    public ImmutableSortedDictionary<string, Carrier> Carriers => _simulation.Workforce.Carriers;

    protected override void Hear(int second, List<Sighting> heard)
    {
        for (var i = 0; i < 10; i++)
        {
            _arrived.Clear();
            _simulation.Step(_arrived);
            heard.AddRange(_arrived.Select(delivery => delivery.Sighting));
        }
    }
}
