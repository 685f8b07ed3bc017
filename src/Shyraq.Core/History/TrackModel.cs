using Shyraq.Core.Tracking;

namespace Shyraq.Core.History;

/// <summary>What of a fix a bit tells.</summary>
public enum TrackField { Time, State, Heard, Alternatives, Late, Radius, Where, Speed, Position }

/// <summary>
/// Tells each fix by how it differs from what those before it let one expect: who walked on at this speed is a step further. The chances of the
/// differences are learnt from fix to fix. Integers only, so that every machine arrives at the same.
/// </summary>
/// <param name="chances">At least <see cref="TrackChances.All"/>, as they are before the first fix; changed.</param>
internal struct TrackModel<TCoder>(TCoder coder, Chance[] chances) where TCoder : struct, IBitCoder
{
    // Steps of time between two fixes that are a second apart.
    private const int Second = 50;

    // Chances of a number: is it 0, its sign, how many bits it has, its two highest bits, the others.
    private const int Zero = 0, Sign = 1, Length = 2, High = 34, Low = 130, Number = 162;

    // Where the chances of each field begin: some have a set of them for each way in which the last one went.
    private const int Time = 0, Heard = Time + 3 * Number, Radius = Heard + 2 * Number, Speed = Radius + 8 * Number, Along = Speed + 6 * Number,
        AcrossB = Along + 6 * Number, AcrossC = AcrossB + 3 * Number, Fresh = AcrossC + Number, Flags = Fresh + 7 * Number;

    /// <summary>How many chances it works with.</summary>
    public const int All = Flags + 128;

    // Flags: one chance each.
    private const int SameState = Flags, OtherState = SameState + 3, SameHeard = OtherState + 3, SameAlternatives = SameHeard + 6, FewAlternatives = SameAlternatives + 2,
        IsLate = FewAlternatives + 16, SameWhere = IsLate + 2, BackWhere = SameWhere + 2;

    private readonly Chance[] _chances = chances;
#pragma warning disable IDE0044 // A coder is a struct that changes: read-only, each call would work on a copy.
    private TCoder _coder = coder;
#pragma warning restore IDE0044
    private TrackFix _last = default(TrackFix) with { Where = int.MinValue };
    private int _whereBefore, _step, _age, _way;
    private int _missTime, _missRadius, _missSpeed, _missPosition;
    private bool _begun, _moved;
    private readonly bool _timed;

    /// <param name="time">The time of the first fix, which is known already.</param>
    public TrackModel(TCoder coder, Chance[] chances, int time) : this(coder, chances) => (_last, _step, _timed) = (_last with { Time = time - Second }, Second, true);

    public TCoder Coder => _coder;

    // The first of a stretch stands alone; in bodies of the first form it was told like the others.
    private readonly bool IsFirst => _timed && !_begun;

    /// <summary>Codes a fix; a reader may give any and gets the true one.</summary>
    public TrackFix Next(TrackFix fix)
    {
        var time = CodeTime(fix.Time);
        var state = CodeState(fix.State);
        var heard = CodeHeard(fix.Heard, time, state);
        var alternatives = CodeAlternatives(fix.Alternatives);
        var late = _coder.Bit(ref _chances[IsLate + (_last.Late ? 1 : 0)], fix.Late ? 1 : 0) == 1;
        _coder.Symbol(TrackField.Late, _last.Late ? 1 : 0, late ? 1 : 0);
        var radius = CodeRadius(fix.Radius, state);
        var where = CodeWhere(fix.Where);
        var speed = CodeSpeed(fix.Speed);
        var coarse = TrackGrid.CoarseAt(radius);
        var (a, b, c) = where == _last.Where ? CodeMove(fix, time, speed, coarse) : CodeFresh(fix, where, coarse);
        var told = new TrackFix(time, where, a, b, c, speed, radius, state, heard, alternatives, late);
        if (where != _last.Where) _whereBefore = _last.Where;
        _step = _begun || _timed ? time - _last.Time : 0;
        (_last, _begun) = (told, true);
        return told;
    }

    private int CodeTime(int time)
    {
        var miss = CodeNumber(TrackField.Time, Time, _missTime, time - _last.Time - _step);
        _missTime = Math.Min(2, Math.Abs(miss));
        return _last.Time + _step + miss;
    }

    private FixState CodeState(FixState state)
    {
        var last = (int)_last.State;
        var told = last;
        // The other two: the next one round, or the one after it.
        if (_coder.Bit(ref _chances[SameState + last], state == _last.State ? 0 : 1) == 1)
            told = (last + 1 + _coder.Bit(ref _chances[OtherState + last], (int)state == (last + 1) % 3 ? 0 : 1)) % 3;
        _coder.Symbol(TrackField.State, last, told);
        return (FixState)told;
    }

    private int CodeHeard(int heard, int time, FixState state)
    {
        if (IsFirst) return time * 2 / 25 - (_age = CodeNumber(TrackField.Heard, Fresh, 4, time * 2 / 25 - heard));
        // Nothing new was heard: the same time still. Otherwise the age is about that of the last hearing.
        if (_coder.Bit(ref _chances[SameHeard + (int)state * 2 + (_last.Speed == 0 ? 1 : 0)], heard == _last.Heard ? 0 : 1) == 0)
        {
            _coder.Symbol(TrackField.Heard, 9, 0);
            return _last.Heard;
        }
        // 50 steps of time are 4 of hearing.
        var now = time * 2 / 25;
        var miss = CodeNumber(TrackField.Heard, Heard, 0, now - heard - _age);
        _age += miss;
        return now - _age;
    }

    private byte CodeAlternatives(byte alternatives)
    {
        var told = (int)_last.Alternatives;
        if (_coder.Bit(ref _chances[SameAlternatives + (told > 0 ? 1 : 0)], alternatives == _last.Alternatives ? 0 : 1) == 1)
        {
            told = 1;
            for (var bit = 3; bit >= 0; bit--) told = told << 1 | _coder.Bit(ref _chances[FewAlternatives + told], alternatives >> bit & 1);
            told &= 15;
        }
        _coder.Symbol(TrackField.Alternatives, Math.Min((int)_last.Alternatives, 3), told);
        return (byte)told;
    }

    private int CodeRadius(int radius, FixState state)
    {
        if (IsFirst) return CodeNumber(TrackField.Radius, Fresh, 5, radius);
        var miss = CodeNumber(TrackField.Radius, Radius, _missRadius + (state == FixState.Live ? 0 : 4), radius - _last.Radius);
        _missRadius = Math.Min(3, Math.Abs(miss));
        return _last.Radius + miss;
    }

    private int CodeWhere(int where)
    {
        if (!_begun) return CodeNumber(TrackField.Where, Fresh, 0, where);
        var other = _coder.Bit(ref _chances[SameWhere], where == _last.Where ? 0 : 1);
        // At a junction one is often told to be here and there in turn.
        if (other == 1) other += _coder.Bit(ref _chances[BackWhere], where == _whereBefore ? 0 : 1);
        _coder.Symbol(TrackField.Where, 0, other);
        return other switch { 0 => _last.Where, 1 => _whereBefore, _ => CodeNumber(TrackField.Where, Fresh, 0, where) };
    }

    private int CodeSpeed(int speed)
    {
        if (IsFirst) return CodeNumber(TrackField.Speed, Fresh, 6, speed);
        var miss = CodeNumber(TrackField.Speed, Speed, _missSpeed + (_last.Speed == 0 ? 3 : 0), speed - _last.Speed);
        _missSpeed = Math.Min(2, Math.Abs(miss));
        return _last.Speed + miss;
    }

    private (int, int, int) CodeMove(in TrackFix fix, int time, int speed, int coarse)
    {
        if (_last.Where >= 0)
        {
            // Metres: mean of both speeds · seconds. In steps: 0.1 · 0.02 / 0.05 · (v + v')/2 = (v + v') / 50.
            var way = _moved ? _way * (_last.Speed + speed) * (time - _last.Time) / 50 : 0;
            var miss = CodeNumber(TrackField.Position, Along, _missPosition, (fix.A >> coarse) - Shift(_last.A + way, coarse));
            var a = Shift(_last.A + way, coarse) + miss << coarse;
            if (a != _last.A) (_way, _moved) = (a > _last.A ? 1 : -1, true);
            _missPosition = Near(_missPosition, miss);
            return (a, 0, 0);
        }
        var east = CodeNumber(TrackField.Position, Along, 5, (fix.A >> coarse) - Shift(_last.A, coarse));
        var north = CodeNumber(TrackField.Position, AcrossB, Math.Min(2, Math.Abs(east)), (fix.B >> coarse) - Shift(_last.B, coarse));
        var up = CodeNumber(TrackField.Position, AcrossC, 0, (fix.C >> coarse) - Shift(_last.C, coarse));
        return (Shift(_last.A, coarse) + east << coarse, Shift(_last.B, coarse) + north << coarse, Shift(_last.C, coarse) + up << coarse);
    }

    private (int, int, int) CodeFresh(in TrackFix fix, int where, int coarse)
    {
        _moved = false;
        var a = CodeNumber(TrackField.Position, Fresh, 1, fix.A >> coarse) << coarse;
        if (where >= 0) return (a, 0, 0);
        var b = CodeNumber(TrackField.Position, Fresh, 2, fix.B >> coarse) << coarse;
        return (a, b, CodeNumber(TrackField.Position, Fresh, 3, fix.C >> coarse) << coarse);
    }

    // By how much it was missed lately: 0 not at all … 4 by far.
    private static int Near(int before, int miss)
    {
        var size = Math.Abs(miss);
        var now = size == 0 ? 0 : size == 1 ? 1 : size <= 3 ? 2 : size <= 8 ? 3 : 4;
        return before > now ? before - 1 : now;
    }

    private static int Shift(int value, int bits) => value + (1 << bits >> 1) >> bits;

    private int CodeNumber(TrackField field, int at, int context, int value)
    {
        var first = at + context * Number;
        var told = Whole(first, value);
        _coder.Symbol(field, first, told);
        return told;
    }

    // The gamma code of P. Elias (1975) with learnt chances for its bits.
    private int Whole(int at, int value)
    {
        if (_coder.Bit(ref _chances[at + Zero], value == 0 ? 0 : 1) == 0) return 0;
        var negative = _coder.Bit(ref _chances[at + Sign], value < 0 ? 1 : 0);
        var size = (uint)Math.Abs((long)value);
        var length = 0;
        while (length < 31 && _coder.Bit(ref _chances[at + Length + length], size >> length > 1 ? 1 : 0) == 1) length++;
        var number = 1u;
        for (var bit = length - 1; bit >= 0; bit--)
        {
            var depth = length - 1 - bit;
            // The two highest bits are learnt for each length, the lower ones are as good as even.
            var chance = depth < 2 ? at + High + length * 3 + (depth == 0 ? 0 : 1 + (int)(number & 1)) : at + Low + bit;
            number = number << 1 | (uint)_coder.Bit(ref _chances[chance], (int)(size >> bit & 1));
        }
        return negative == 1 ? -(int)number : (int)number;
    }
}
