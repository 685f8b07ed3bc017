using System.Text;
using Shyraq.Core.Acts;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Protocols.Acts;
using Shyraq.Simulator.Drawing;
using Shyraq.Simulator.Incidents;
using Shyraq.Simulator.People;
using Shyraq.Simulator.Scenarios;

namespace Shyraq.Simulator.Demo;

/// <summary>The made-up mine of a server, of its demonstration or of a training run: what a surveyor and the lamp room would hand to the server before its radios speak.</summary>
public sealed class DemoMine
{
    private const double KeysFor = 30 * 86_400;

    private readonly MinePlan _plan;
    private readonly SimulationOptions _options;
    private readonly DrillScenario? _scenario;
    private readonly Workforce _workforce;

    private DemoMine(MinePlan plan, SimulationOptions options, DrillScenario? scenario, byte[] text, Workforce workforce) =>
        (_plan, _options, _scenario, Plan, _workforce) = (plan, options, scenario, text, workforce);

    /// <summary>The mine's id: <c>demo</c>, or that of the training run.</summary>
    public MineId Id => _plan.Id;

    /// <summary>The plan, UTF-8 GeoJSON: the body of <c>PUT /api/mines/demo/plan</c>.</summary>
    public ReadOnlyMemory<byte> Plan { get; }

    /// <summary>What was thought of beforehand, position by position: the body of <c>PUT /api/mines/demo/emergency-plan</c>. It names the roadways of the mine of seed 1.</summary>
    public static ReadOnlyMemory<byte> EmergencyPlan { get; } = ReadEmergencyPlan();

    /// <summary>What the offices of the mine do before its radios speak: the registry, who works when, and who has which key. Bodies of <c>POST /api/mines/demo/acts</c>.</summary>
    public IEnumerable<byte[]> Office(Instant now) => Bodies([DemoRegistry.Import(_workforce), .. DemoRegistry.Plan(_workforce, now.PlusSeconds(_options.ShiftLeft)), .. DemoRegistry.Permit(_plan, _workforce, now.PlusSeconds(KeysFor))]);

    /// <summary>What the lamp room does when some come on duty and others go off it, by their tags.</summary>
    public static IEnumerable<byte[]> LampRoom(IReadOnlyList<string> came, IReadOnlyList<string> went) => Bodies(DemoRegistry.Hand(came, went));

    /// <summary>Generates the mine and its workforce: three crews in turn, and the machines. Equal seeds give equal bytes.</summary>
    /// <param name="people">People of one crew: about as many are underground at a time.</param>
    /// <param name="vehicles">Machines.</param>
    /// <param name="scenario">What happens in it, one that plays in the coal mine; null for an ordinary day.</param>
    public static DemoMine Create(int seed = 1, int people = 300, int vehicles = 25, DrillScenario? scenario = null)
    {
        var plan = new MinePlan(new MineId(CoalMine.Id), CoalMine.Name, "local", CoalMine.TimeZone, 1, CoalMine.Draw(seed));
        // The demonstration starts two hours before the shift changes.
        var options = new SimulationOptions { Seed = seed, People = people, Vehicles = vehicles, Crews = 3, ShiftLeft = 2 * 3600 };
        return new DemoMine(plan, options, scenario, CoalMine.Text(seed), new Simulation(plan, options).Workforce);
    }

    /// <summary>The mine of a training run: always the same roadways, under a name that nobody takes for a real one.</summary>
    /// <param name="id">Begins with <see cref="TrainingScenarios.MinePrefix"/>.</param>
    /// <param name="seed">Who works where, and whom it hits. Equal seeds give equal people and true events.</param>
    public static DemoMine Train(MineId id, DrillScenario scenario, long seed)
    {
        var plan = new MinePlan(id, TrainingScenarios.MineName, "local", CoalMine.TimeZone, 1, CoalMine.Draw(1));
        // The shift does not change while one trains: a run is shorter than what is left of it.
        var options = scenario.Options with { Seed = seed, Crews = 3, ShiftLeft = 2 * 3600 };
        return new DemoMine(plan, options, scenario, CoalMine.Text(1, id.Value, TrainingScenarios.MineName), new Simulation(plan, options).Workforce);
    }

    /// <summary>The mine at work from a moment on.</summary>
    internal World Begin(Instant start) =>
        new(_plan, _options with { Start = start }, _scenario?.Incidents(_options.Seed, 60 * _scenario.Minutes) ?? []);

    private static byte[] ReadEmergencyPlan()
    {
        using var from = typeof(DemoMine).Assembly.GetManifestResourceStream("emergency-plan.json")!;
        var bytes = new byte[from.Length];
        from.ReadExactly(bytes);
        return bytes;
    }

    private static IEnumerable<byte[]> Bodies(IEnumerable<Act> acts) =>
        acts.Select(act => Encoding.UTF8.GetBytes($$"""{"by":"Ламповая","act":{{Encoding.UTF8.GetString(ActJson.Write(act))}}}"""));
}
