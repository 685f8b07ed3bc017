using Shyraq.Core.Sightings;
using Shyraq.Simulator.Chances;

namespace Shyraq.Simulator.Radios;

/// <summary>A sighting on its way to the server.</summary>
/// <param name="Gateway">The gateway that carries it.</param>
/// <param name="Sighting">With its time of arrival.</param>
public readonly record struct Delivery(int Gateway, Sighting Sighting);

/// <summary>A gateway: it hands on what its anchors heard within a fraction of a second, or, when its uplink is down, all at once later.</summary>
internal sealed class Gateway
{
    private readonly Chance _chance;
    private readonly Noise _noise;
    private readonly bool _isWeak;
    private double _holdFrom, _holdTo, _lastRelease;
    private double _cutFrom = double.PositiveInfinity, _cutTo;

    public Gateway(int number, long seed, Noise noise)
    {
        (_chance, _noise) = (new Chance(seed, "gateway", number), noise);
        _isWeak = _chance.Happens(noise.WeakGateways);
        _holdFrom = _isWeak ? _chance.Exponential(3600 / noise.HoldsPerHour) : double.PositiveInfinity;
        _holdTo = _holdFrom + _chance.Between(5, 60);
    }

    /// <summary>Its uplink is cut between two times: what is heard meanwhile comes afterwards.</summary>
    public void Cut(double from, double to) => (_cutFrom, _cutTo) = (from, to);

    /// <summary>When something heard now reaches the server, seconds since the start.</summary>
    public double Arrival(double now)
    {
        if (now >= _cutFrom && now < _cutTo)
        {
            _lastRelease = Math.Max(_lastRelease, _cutTo) + _chance.Exponential(0.0004);
            return _lastRelease;
        }
        if (now > _holdTo)
        {
            _holdFrom = now + _chance.Exponential(3600 / _noise.HoldsPerHour);
            _holdTo = _holdFrom + _chance.Between(5, 60);
            _lastRelease = 0;
        }
        if (_isWeak && now >= _holdFrom)
        {
            // After a hold the buffer empties in order, some thousand a second.
            _lastRelease = Math.Max(_lastRelease, _holdTo) + _chance.Exponential(0.0004);
            return _lastRelease;
        }
        return now + 0.03 + _chance.Exponential(0.08);
    }

    /// <summary>A sighting comes once more after this many seconds; null for most.</summary>
    public double? Again() => _chance.Happens(_noise.Duplicates) ? _chance.Between(0.1, 2) : null;
}
