using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// Since when a tag rests, by its own sensors. They are wrong now and then (a jolt, a neighbour's drill), so only movement that is told again
/// and again ends a rest: each report of movement counts one up, each of rest one down, and four in hand are movement. Reports that
/// are rare tell of the whole time since the one before, so one is enough.
/// </summary>
internal struct Rest
{
    private const int Moving = 4;

    /// <summary>Reports further apart than this stand for all the time between them, seconds.</summary>
    private const double Rare = 10;

    private int _moves;
    private Instant _told;

    /// <summary>Since when it rests; <c>default</c> while it moves, or when nothing was ever said.</summary>
    public Instant Since { get; private set; }

    /// <summary>Takes a report in.</summary>
    /// <param name="time">When it was measured; reports come in this order.</param>
    public void Say(bool still, Instant time)
    {
        var isRare = time.SecondsSince(_told) > Rare;
        _told = time;
        if (still) _moves = isRare ? 0 : Math.Max(0, _moves - 1);
        else _moves = isRare ? Moving : Math.Min(Moving, _moves + 1);
        if (_moves == Moving) Since = default;
        else if (_moves == 0 && Since == default) Since = time;
    }

    public readonly void Write(StateWriter to)
    {
        to.Write((long)_moves);
        to.Write(_told);
        to.Write(Since);
    }

    public static Rest Read(ref StateReader from) => new() { _moves = (int)from.ReadLong(), _told = from.ReadInstant(), Since = from.ReadInstant() };
}
