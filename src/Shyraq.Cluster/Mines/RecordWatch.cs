using Shyraq.Core.Record;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;
using Shyraq.Storage;

namespace Shyraq.Cluster.Mines;

/// <summary>
/// What a mine has to be told of its own record: a clock that went back, a disk that is nearly full, a time in which the journal could not be written. It compares what is with what
/// the mine was told, so that an alarm which a stop left standing ends after the start.
/// </summary>
/// <param name="room">Asks the disk for its room.</param>
internal sealed class RecordWatch(DiskWarning warning, Func<DiskRoom?> room)
{
    /// <summary>The disk is asked this often at most, seconds.</summary>
    private const double AskEvery = 5;

    private (Instant Since, string Why)? _unwritten;
    private DiskRoom? _room;
    private Instant _asked = Instant.Earliest;

    /// <summary>Notes that the journal does not take blocks. It is told when it does again; the first cause of a time counts.</summary>
    public void Unwritten(Instant since, string why) => _unwritten ??= (since, why);

    /// <summary>Notes that the mine was told of it.</summary>
    public void Told(TellRecordFault told)
    {
        if (told.Fault == RecordFault.NotWritten && told.Since == _unwritten?.Since) _unwritten = null;
    }

    /// <summary>What the mine has to be told now, at most one thing; null when it knows all.</summary>
    /// <param name="clock">Since when the clock is behind the newest block, and how far, seconds; null when it is not.</param>
    public TellRecordFault? Due(SafetyCore told, Instant now, (Instant Since, double Behind)? clock)
    {
        if (_unwritten is { } unwritten) return new(RecordFault.NotWritten, unwritten.Since, now, unwritten.Why);
        if (clock is { } back && !told.Stands(RecordFault.ClockBack)) return new(RecordFault.ClockBack, back.Since, Seconds: back.Behind);
        if (clock is null && told.Stands(RecordFault.ClockBack)) return new(RecordFault.ClockBack, now, now);
        if (Math.Abs(now.SecondsSince(_asked)) >= AskEvery) (_room, _asked) = (room(), now);
        if (_room is not { } left) return null;
        var stands = told.Stands(RecordFault.DiskNearlyFull);
        if (warning.IsLittle(left, stands) == stands) return null;
        return new(RecordFault.DiskNearlyFull, now, stands ? now : null, FreeBytes: left.Free, FreeShare: left.Share);
    }
}
