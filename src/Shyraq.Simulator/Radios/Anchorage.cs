using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Simulator.Chances;

namespace Shyraq.Simulator.Radios;

/// <summary>One anchor with all that is peculiar to it.</summary>
public sealed class AnchorUnit
{
    private readonly Chance _chance;
    private readonly Noise _noise;
    private double _checked = double.NegativeInfinity;
    private bool _inBurst;

    internal AnchorUnit(Anchor anchor, int index, int gateway, long seed, Noise noise)
    {
        (Anchor, Index, Gateway, _noise) = (anchor, index, gateway, noise);
        _chance = new Chance(seed, "anchor " + anchor.Id.Value);
        Bias = noise.AnchorBias * _chance.Normal();
        Radius = (anchor.ReadRadius?.Value ?? 8) * _chance.Between(0.85, 1.15);
        ClockOffset = _chance.Happens(noise.WrongClocks) ? noise.ClockOffset * _chance.Between(-1, 1) : 0;
        DiesAt = _chance.Happens(noise.Dead) ? double.NegativeInfinity : noise.DyingPerHour > 0 ? _chance.Exponential(3600 / noise.DyingPerHour) : double.PositiveInfinity;
        Key = Chance.Hash((ulong)seed, Chance.Hash(anchor.Id.Value));
    }

    public Anchor Anchor { get; }
    public int Index { get; }

    /// <summary>The gateway that it is wired to.</summary>
    public int Gateway { get; }

    /// <summary>Its constant range error, metres.</summary>
    public double Bias { get; }

    /// <summary>The radius in which it reads, if it is a zonal reader, metres.</summary>
    public double Radius { get; }

    /// <summary>How far its clock is ahead, seconds.</summary>
    public double ClockOffset { get; }

    /// <summary>When it falls silent for good, seconds since the start.</summary>
    public double DiesAt { get; private set; }

    /// <summary>Falls silent for good at a time, if it has not before.</summary>
    internal void Die(double at) => DiesAt = Math.Min(DiesAt, at);

    /// <summary>Its number in the shadowing field.</summary>
    internal ulong Key { get; }

    /// <summary>It is in a burst of loss (Gilbert–Elliott, looked at once a second).</summary>
    internal bool InBurst(double now)
    {
        if (now - _checked < 1) return _inBurst;
        _checked = now;
        return _inBurst = _inBurst ? !_chance.Happens(_noise.BurstEnds) : _chance.Happens(_noise.BurstBegins);
    }
}

/// <summary>All anchors of a mine and the gateways that they are wired to.</summary>
public sealed class Anchorage
{
    private const int PerGateway = 24;

    public Anchorage(MinePlan plan, long seed, Noise noise)
    {
        // A gateway serves neighbours: a level, then along its roadways.
        var order = Enumerable.Range(0, plan.Anchors.Length)
            .OrderBy(i => plan.Views[i].Foot is { } foot ? plan.Roadways[foot.Roadway].Level : "", StringComparer.Ordinal)
            .ThenBy(i => plan.Views[i].Foot?.Roadway ?? -1).ThenBy(i => plan.Views[i].Foot?.Offset ?? 0).ThenBy(i => i).ToArray();
        var gateway = new int[order.Length];
        for (var i = 0; i < order.Length; i++) gateway[order[i]] = i / PerGateway;
        Units = [.. plan.Anchors.Select((a, i) => new AnchorUnit(a, i, gateway[i], seed, noise))];
        Gateways = order.Length == 0 ? 0 : (order.Length - 1) / PerGateway + 1;
    }

    /// <summary>By anchor index.</summary>
    public ImmutableArray<AnchorUnit> Units { get; }

    /// <summary>How many gateways there are.</summary>
    public int Gateways { get; }
}
