using Shyraq.Core.State;

namespace Shyraq.Core.Tracking;

/// <summary>
/// Learns the scale of all ranges: a scalar Kalman filter over what well-placed tags read in sight of anchors, ν = d δk. It keeps apart how much of the
/// estimate came of each anchor, so that no anchor alone can make a scale: one that hangs elsewhere than the plan says would mislead the whole mine.
/// </summary>
/// <param name="anchors">How many the plan has.</param>
internal sealed class ScaleFilter(int anchors)
{
    /// <summary>A scale this near to right is left alone: calibrated radios come as near, and to learn it costs more than it gives.</summary>
    private const double RightEnough = 0.015;

    /// <summary>The other anchors have to bear out this share of the scale.</summary>
    private const double Borne = 0.5;

    /// <summary>They are asked once they have this share of the weight of all readings; until then the first word counts.</summary>
    private const double Enough = 0.4;

    /// <summary>Successive innovations are not independent, and the tag's own place takes part of them: each counts as one in so many.</summary>
    private const double Dependence = 25;

    /// <summary>The scale is never believed better than this (variance), so that it can follow a change.</summary>
    private const double Least = 2e-6;

    /// <summary>Beyond this no radio is wrong.</summary>
    private const double Most = 0.2;

    /// <summary>Once the scale is settled the anchors are looked through after a reading for so many of them: a reading costs the same in a mine of any size.</summary>
    private const int AnchorsForOne = 8;

    /// <summary>Of each anchor, in units of <see cref="_faded"/>: its part of the estimate and of the weight of all readings. The parts add up to the whole.</summary>
    private readonly (double Estimate, double Weight)[] _parts = new (double, double)[anchors];
    private double _faded = 1;

    /// <summary>The weight of all readings; what is left to 1 is that of what was taken for likely before there were any.</summary>
    private double _said;
    private int _readings;

    /// <summary>As far as it is known.</summary>
    public RangeScale Scale { get; private set; } = RangeScale.Unknown;

    /// <summary>Whether a reading tells something of the scale: nothing where the place is known no better than by the reading itself.</summary>
    public static bool IsTold(in Weighed reading) => reading.Sight && reading.Expected >= 5 && reading.Noise >= 0.4 * reading.Variance;

    /// <summary>Takes in a reading that tells something.</summary>
    public void Learn(int anchor, in Weighed reading)
    {
        var (k, variance, applied) = (Scale.K, Scale.Variance, Scale.Applied);
        var d = reading.Expected;
        var gain = variance * d / (d * d * variance + Dependence * reading.Variance);
        // With a wrong scale honest readings look like nonsense: none is left out, but none counts for more than this.
        var most = 4 * Math.Sqrt(reading.Variance);
        var innovation = Math.Clamp(reading.Innovation - d * (k - applied), -most, most);
        Scale = new(Math.Clamp(k + gain * innovation, -Most, Most), Math.Max(variance * (1 - gain * d), Least), applied);
        // k' = (1 − g d) k + g (ν + d k): the second term is the reading's own.
        _faded *= 1 - gain * d;
        _said += gain * d * (1 - _said);
        if (_faded < 1e-9) Unfade();
        _parts[anchor].Estimate += gain * (innovation + d * k) / _faded;
        _parts[anchor].Weight += gain * d / _faded;
        if (Scale.Variance <= Least && ++_readings < anchors / AnchorsForOne) return;
        _readings = 0;
        Scale = Scale with { Applied = Agreed() };
    }

    /// <summary>Begins with what is known elsewhere.</summary>
    public void Begin(RangeScale scale) => Scale = scale;

    public void Write(StateWriter to)
    {
        to.Write(Scale.K);
        to.Write(Scale.Variance);
        to.Write(Scale.Applied);
        to.Write(_faded);
        to.Write(_said);
        to.Write((long)_readings);
        foreach (var (estimate, weight) in _parts)
        {
            to.Write(estimate);
            to.Write(weight);
        }
    }

    public void Read(ref StateReader from)
    {
        Scale = new(from.ReadDouble(), from.ReadDouble(), from.ReadDouble());
        (_faded, _said, _readings) = (from.ReadDouble(), from.ReadDouble(), (int)from.ReadLong());
        for (var i = 0; i < _parts.Length; i++) _parts[i] = (from.ReadDouble(), from.ReadDouble());
    }

    /// <summary>What ranges are mended by: nothing when it is near enough to right, or when the anchor that says most of it is not borne out by the others.</summary>
    private double Agreed()
    {
        if (Math.Abs(Scale.K) < RightEnough) return 0;
        var loudest = 0;
        for (var i = 1; i < _parts.Length; i++)
            if (Math.Abs(_parts[i].Estimate) > Math.Abs(_parts[loudest].Estimate)) loudest = i;
        var (estimate, weight) = _parts[loudest];
        var others = _said - weight * _faded;
        return others <= Enough * _said || (Scale.K - estimate * _faded) / others / Scale.K > Borne / _said ? Scale.K : 0;
    }

    private void Unfade()
    {
        foreach (ref var part in _parts.AsSpan()) part = (part.Estimate * _faded, part.Weight * _faded);
        _faded = 1;
    }
}
