using Shyraq.Core.Units;
using Shyraq.Simulator.Radios;

namespace Shyraq.Simulator;

/// <summary>What is simulated. Equal options on an equal plan give equal bytes.</summary>
public sealed record SimulationOptions
{
    /// <summary>Everything random follows from it.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>People of one crew, all on duty at the start.</summary>
    public int People { get; init; } = 300;

    /// <summary>Machines.</summary>
    public int Vehicles { get; init; } = 20;

    /// <summary>How many crews take turns. With 1 the same people come up at the end of the shift, rest and go down again.</summary>
    public int Crews { get; init; } = 1;

    /// <summary>When it starts.</summary>
    public Instant Start { get; init; } = Instant.From(new DateTimeOffset(2026, 1, 12, 4, 0, 0, TimeSpan.Zero));

    /// <summary>How long the running shift still lasts at the start, seconds, up to 8 h.</summary>
    public double ShiftLeft { get; init; } = 4 * 3600;

    /// <summary>How often a person's tag speaks, a second; machines speak twice as often.</summary>
    public double TagsRate { get; init; } = 1;

    /// <summary>
    /// People who stand or rest make a small movement about once a minute, and their tags' sensors feel it: who lies unconscious differs from who
    /// rests by nothing else. The scenarios of accuracy are without.
    /// </summary>
    public bool PeopleStir { get; init; } = true;

    /// <summary>How bad the radios are.</summary>
    public Noise Noise { get; init; } = Noise.Normal;

    /// <summary>Id of an open area whose UWB anchors are synchronised and measure differences of distance; null for none.</summary>
    public string? TdoaArea { get; init; }

    /// <summary>When somebody presses the SOS button for five minutes, seconds since the start; null for never.</summary>
    public double? SosAt { get; init; }
}
