using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Gas;

/// <summary>How a sensor does.</summary>
public enum GasState
{
    /// <summary>Within its limits.</summary>
    Good,

    /// <summary>Will be beyond its limit within ten minutes if it goes on like this.</summary>
    Rising,

    /// <summary>Beyond its limit.</summary>
    Beyond,

    /// <summary>Being calibrated, tested or warmed up: what it gives is not the air.</summary>
    NotMeasuring,

    /// <summary>Gives no value, or one that never changes.</summary>
    Faulty,

    /// <summary>Not heard any more.</summary>
    Silent,

    /// <summary>In the plan, and never heard.</summary>
    NeverHeard,
}

/// <summary>One sensor of one quantity, fixed or worn, and what it gave.</summary>
internal sealed class GasSensor(string id, bool isWorn, Quantity quantity)
{
    /// <summary>A sensor that gives the same value to the last digit for so long and so often is frozen, seconds and readings; in fresh air it may.</summary>
    private const double FrozenFor = 3600;
    private const int FrozenReadings = 60;

    /// <summary>A sensor is silent after the longer of a minute and five times its usual gap, seconds.</summary>
    private const double SilentAfter = 60, Gaps = 5;

    /// <summary>Id of the fixed sensor, or of the tag that it is worn with.</summary>
    public string Id { get; } = id;
    public bool IsWorn { get; } = isWorn;
    public Quantity Quantity { get; } = quantity;

    /// <summary>What alarms call it.</summary>
    public string Subject => IsWorn ? $"{Id}/{Quantities.NameOf(Quantity)}" : Id;

    /// <summary>The newest value that it gave, in the quantity's own unit, and when it was measured; null before the first.</summary>
    public double? Value { get; private set; }
    public Instant ValueTime { get; private set; }

    /// <summary>Time and arrival of the newest reading, with a value or without.</summary>
    public Instant Time { get; private set; }
    public Instant Arrived { get; private set; }
    public ReadingStatus Status { get; private set; }

    /// <summary>The newest reading had a value.</summary>
    public bool HasValue { get; private set; }
    public Trend Trend { get; } = new();

    /// <summary>What was told of it last, so that it is told once.</summary>
    public bool ToldBeyond { get; set; }
    public bool ToldRising { get; set; }
    public string ToldFault { get; set; } = "";

    private double _gap = 10;
    private Instant _sameSince;
    private int _same;

    /// <summary>Its newest value is to be judged.</summary>
    public bool IsMeasuring => (HasValue && Status is ReadingStatus.Ok or ReadingStatus.Unknown) || Status == ReadingStatus.OverRange;

    /// <summary>What it gives is not the air, and it says so.</summary>
    public bool IsAside => Status is ReadingStatus.Calibrating or ReadingStatus.WarmingUp;

    /// <summary>Not heard for longer than this, seconds, it is silent.</summary>
    public double Patience => Math.Max(SilentAfter, Gaps * _gap);

    /// <summary>It is not heard any more.</summary>
    public bool IsSilent(Instant now) => now.SecondsSince(Arrived) > Patience;

    /// <summary>It was heard often and is not heard now: told sooner than <see cref="IsSilent"/>, for a whole area that falls silent.</summary>
    /// <param name="silence">Seconds without it while the mine listened.</param>
    public bool IsQuiet(double silence) => silence > Math.Max(15, 3 * _gap);

    /// <summary>It gives one and the same value for so long that it does not measure.</summary>
    public bool IsFrozen => _same >= FrozenReadings && Time.SecondsSince(_sameSince) >= FrozenFor && Value is { } value && !IsFresh(value);

    /// <summary>Takes a reading; the time is not before that of the one before.</summary>
    /// <param name="value">In the quantity's own unit.</param>
    public void Take(Instant time, Instant arrived, double? value, ReadingStatus status)
    {
        if (Arrived != default) _gap += 0.2 * (Math.Min(600, arrived.SecondsSince(Arrived)) - _gap);
        (Time, Arrived, Status, HasValue) = (time, arrived, status, value is not null);
        if (value is not { } given) return;
        if (given == Value) _same++;
        else (_same, _sameSince) = (0, time);
        (Value, ValueTime) = (given, time);
        if (IsMeasuring && status != ReadingStatus.OverRange) Trend.Add(time, given);
        else Trend.Clear();
    }

    // What fresh air has, a sensor may tell for days.
    private bool IsFresh(double value) => Quantity switch
    {
        Quantity.O2 => value is >= 20.5 and <= 21.2,
        Quantity.Co2 => value <= 0.1,
        Quantity.AirSpeed => false,
        _ => value <= 0,
    };

    public void Write(StateWriter to)
    {
        to.Write(Id);
        to.Write(IsWorn);
        to.Write((byte)Quantity);
        to.Write(Value);
        to.Write(ValueTime);
        to.Write(Time);
        to.Write(Arrived);
        to.Write((byte)Status);
        to.Write(HasValue);
        to.Write(ToldBeyond);
        to.Write(ToldRising);
        to.Write(ToldFault);
        to.Write(_gap);
        to.Write(_sameSince);
        to.Write((long)_same);
        Trend.Write(to);
    }

    public static GasSensor Read(ref StateReader from)
    {
        var sensor = new GasSensor(from.ReadText() ?? "", from.ReadBool(), from.ReadEnum<Quantity>())
        {
            Value = from.ReadDoubleOrNull(),
            ValueTime = from.ReadInstant(),
            Time = from.ReadInstant(),
            Arrived = from.ReadInstant(),
            Status = from.ReadEnum<ReadingStatus>(),
            HasValue = from.ReadBool(),
            ToldBeyond = from.ReadBool(),
            ToldRising = from.ReadBool(),
            ToldFault = from.ReadText() ?? "",
            _gap = from.ReadDouble(),
            _sameSince = from.ReadInstant(),
            _same = (int)from.ReadLong(),
        };
        sensor.Trend.Read(ref from);
        return sensor;
    }
}
