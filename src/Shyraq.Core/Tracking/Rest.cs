using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// Since when a tag rests, by its own sensors. Whoever is well does not lie without a movement for a quarter of an hour, but stirs about once a minute, and a
/// stir lasts for several reports. Sensors are wrong now and then (a jolt, a neighbour's drill), mostly once at a time. So a single report of movement counts
/// nothing, the second in a row <see cref="Stir"/>, the third twice that, the fourth ends the rest; each report of stillness counts one down, and
/// <see cref="Moves"/> in hand end the rest: some stirs within some minutes. Reports that are rare tell of the whole time since the one before, so one is enough.
/// </summary>
internal struct Rest
{
    private const int Stir = 75, Moves = 4 * Stir;

    /// <summary>So many reports of stillness on end begin a rest; it then counts from the first of them.</summary>
    private const int Stills = 4;

    /// <summary>Reports further apart than this stand for all the time between them, seconds.</summary>
    private const double Rare = 10;

    /// <summary>After a longer silence nobody knows what was in between: a rest begins anew, seconds.</summary>
    private const double Unknown = 120;

    private int _moves, _stills, _run;
    private Instant _told, _still;

    /// <summary>Since when it rests; <c>default</c> while it moves, or when nothing was ever said.</summary>
    public Instant Since { get; private set; }

    /// <summary>Takes a report in.</summary>
    /// <param name="time">When it was measured; reports come in this order.</param>
    public void Say(bool still, Instant time)
    {
        var gap = time.SecondsSince(_told);
        var isRare = gap > Rare;
        if (gap > Unknown) (Since, _stills) = (default, 0);
        _told = time;
        if (still)
        {
            _run = 0;
            if (_stills++ == 0) _still = time;
            _moves = Math.Max(0, _moves - 1);
            if (Since != default || !(isRare || _stills >= Stills)) return;
            (Since, _moves) = (_still, 0);
        }
        else
        {
            _stills = 0;
            _run++;
            _moves = isRare || _run >= 4 ? Moves : Math.Min(Moves, _moves + (_run - 1) * Stir);
            if (_moves == Moves) Since = default;
        }
    }

    public readonly void Write(StateWriter to)
    {
        to.Write((long)_moves);
        to.Write((long)_stills);
        to.Write((long)_run);
        to.Write(_told);
        to.Write(_still);
        to.Write(Since);
    }

    public static Rest Read(ref StateReader from) =>
        new() { _moves = (int)from.ReadLong(), _stills = (int)from.ReadLong(), _run = (int)from.ReadLong(), _told = from.ReadInstant(), _still = from.ReadInstant(), Since = from.ReadInstant() };
}
