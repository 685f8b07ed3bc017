namespace Shyraq.Core.Alarms;

/// <summary>What an alarm is about. The numbers are written into snapshots: new ones go to the end.</summary>
public enum AlarmKind
{
    /// <summary>The button was pressed.</summary>
    Sos,

    /// <summary>The battery of a tag is low.</summary>
    LowBattery,

    /// <summary>A person has not moved for long.</summary>
    Motionless,

    /// <summary>A tag that should be heard is not.</summary>
    TagSilent,

    /// <summary>An anchor is not heard any more.</summary>
    AnchorDead,

    /// <summary>Many radios or sensors of one area fell silent together.</summary>
    AreaLost,

    /// <summary>A gas is beyond its limit.</summary>
    GasLimit,

    /// <summary>A gas rises fast.</summary>
    GasRise,

    /// <summary>A gas sensor gives no value.</summary>
    GasSensorFault,

    /// <summary>Somebody is where they may not be.</summary>
    Restricted,

    /// <summary>More are in a zone than may be.</summary>
    OverCapacity,

    /// <summary>Somebody stays longer than they may: in a zone, underground, beyond the shift.</summary>
    Overtime,

    /// <summary>Fewer are in a zone than must be, or one is alone for too long.</summary>
    TooFew,

    /// <summary>A zone that has to be proved empty is not, or nobody can say so.</summary>
    NotClear,

    /// <summary>A vehicle is faster than it may be.</summary>
    Speeding,

    /// <summary>A person and a moving vehicle come near each other along the roadways.</summary>
    Proximity,

    /// <summary>Somebody underground is nowhere to be found, or sources disagree about them.</summary>
    Unaccounted,

    /// <summary>Somebody does not follow an order to leave.</summary>
    NotLeaving,

    /// <summary>A vehicle stands in a roadway for long.</summary>
    Stuck,

    /// <summary>The clock of the server went back.</summary>
    ClockBack,

    /// <summary>The disk that holds the record is nearly full.</summary>
    DiskNearlyFull,

    /// <summary>The journal could not be written for a time.</summary>
    NotWritten,
}
