namespace Shyraq.Core.Record;

/// <summary>What can be wrong with the record of a mine itself.</summary>
public enum RecordFault
{
    /// <summary>The clock of the server went back: until it has caught up the time of the mine stands still.</summary>
    ClockBack,

    /// <summary>The disk that holds the record is nearly full.</summary>
    DiskNearlyFull,

    /// <summary>The journal could not be written for a time: the disk was full or read-only, the database did not answer.</summary>
    NotWritten,
}
