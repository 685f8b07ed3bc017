using Shyraq.Core.Evaluation;
using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Simulator;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Travel;

namespace Shyraq.Oracle.Runs;

/// <summary>A tag of a simulated run and what is known of it beforehand.</summary>
/// <param name="Slot">When it speaks first, seconds since the start of the run: its time slot.</param>
/// <param name="Period">Seconds from one of its epochs to the next.</param>
public sealed record TagPlan(TagId Tag, bool IsVehicle, double Slot, double Period);

/// <summary>A simulated mine at work, recorded in memory: what the radios heard in order of arrival, and the truth twice a second.</summary>
public sealed class SimulatedRun
{
    private const int TruthEvery = 5;

    public SimulatedRun(MinePlan plan, SimulationOptions options, double seconds)
    {
        (Plan, Options) = (plan, options);
        Ways = new Ways(plan);
        Reception = new Reception(Ways);
        var simulation = new Simulation(plan, options);
        Anchorage = simulation.Anchors;
        Carriers = new CarriersInput(default, simulation.Workforce.Carriers);
        // The timetable of the tags is part of how the radios work and no secret: see the simulator's TagUnit.
        Tags = [
            .. simulation.Workforce.People.Select((p, i) => Timetable(p.Tag, false, i, 1 / options.TagsRate)),
            .. simulation.Workforce.Vehicles.Select((v, i) => Timetable(v.Tag, true, i, 0.5 / options.TagsRate)),
        ];
        var ticks = (long)Math.Round(seconds / Shyraq.Simulator.People.Workforce.Tick);
        var arrived = new List<Delivery>();
        for (var tick = 0L; tick <= ticks; tick++)
        {
            if (tick % TruthEvery == 0) Truth.AddRange(simulation.Truths().Select(t => new TruthPoint(t.Time, new TagId(t.Tag), t.Place, t.Position)));
            if (tick == ticks) break;
            arrived.Clear();
            simulation.Step(arrived);
            Sightings.AddRange(arrived.Select(d => d.Sighting));
        }
    }

    public MinePlan Plan { get; }
    public SimulationOptions Options { get; }
    public Ways Ways { get; }
    public Reception Reception { get; }
    public Anchorage Anchorage { get; }
    public CarriersInput Carriers { get; }
    public IReadOnlyList<TagPlan> Tags { get; }

    /// <summary>In order of arrival.</summary>
    public List<Sighting> Sightings { get; } = [];

    public List<TruthPoint> Truth { get; } = [];

    private static TagPlan Timetable(string tag, bool vehicle, int number, double period) =>
        new(new TagId(tag), vehicle, Math.Round(number * 0.6180339887 % 1 * period, 3), period);
}
