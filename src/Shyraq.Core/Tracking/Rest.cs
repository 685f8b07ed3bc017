using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>
/// Since when a tag rests, by its own sensors. Nobody alive lies without a movement for a quarter of an hour: whoever rests stirs about once a minute. But
/// sensors are wrong now and then (a jolt, a neighbour's drill), so that one report of movement ends no rest: each counts <see cref="Move"/> up and each of
/// stillness 1 down, and <see cref="Moves"/> end it. That is four reports at once, or those of two or three stirs within some minutes. Reports that are
/// rare tell of the whole time since the one before, so one is enough.
/// </summary>
internal struct Rest
{
    private const int Move = 16, Moves = 4 * Move;

    /// <summary>So many reports of stillness on end begin a rest; it then counts from the first of them.</summary>
    private const int Stills = 4;

    /// <summary>Reports further apart than this stand for all the time between them, seconds.</summary>
    private const double Rare = 10;

    private int _moves, _stills;
    private Instant _told, _still;

    /// <summary>Since when it rests; <c>default</c> while it moves, or when nothing was ever said.</summary>
    public Instant Since { get; private set; }

    /// <summary>Takes a report in.</summary>
    /// <param name="time">When it was measured; reports come in this order.</param>
    public void Say(bool still, Instant time)
    {
        var isRare = time.SecondsSince(_told) > Rare;
        _told = time;
        if (still)
        {
            if (_stills++ == 0) _still = time;
            _moves = Math.Max(0, _moves - 1);
            if (Since != default || !(isRare || _stills >= Stills)) return;
            (Since, _moves) = (_still, 0);
        }
        else
        {
            _stills = 0;
            _moves = isRare ? Moves : Math.Min(Moves, _moves + Move);
            if (_moves == Moves) Since = default;
        }
    }

    public readonly void Write(StateWriter to)
    {
        to.Write((long)_moves);
        to.Write((long)_stills);
        to.Write(_told);
        to.Write(_still);
        to.Write(Since);
    }

    public static Rest Read(ref StateReader from) =>
        new() { _moves = (int)from.ReadLong(), _stills = (int)from.ReadLong(), _told = from.ReadInstant(), _still = from.ReadInstant(), Since = from.ReadInstant() };
}
