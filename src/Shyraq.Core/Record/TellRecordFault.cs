using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Record;

/// <summary>
/// The server tells the mine that something is wrong with its record, or that it no longer is. It comes through the journal like everything else, so that
/// a replay raises the same alarm. What could not be journalled while it was so is told afterwards, with its times.
/// </summary>
/// <param name="Since">Since when it is so, by the server's clock.</param>
/// <param name="Until">Until when it was so; null while it is.</param>
/// <param name="Why">Of <see cref="RecordFault.NotWritten"/>: <c>diskFull</c>, <c>readOnly</c>, <c>locked</c>, <c>damaged</c>, <c>disk</c> or <c>unreachable</c>; else "".</param>
/// <param name="Seconds">Of <see cref="RecordFault.ClockBack"/>: how far the clock is behind the newest block, seconds.</param>
/// <param name="FreeBytes">Of <see cref="RecordFault.DiskNearlyFull"/>: what is left, bytes.</param>
/// <param name="FreeShare">Of the same: what is left of all, 0..1.</param>
public sealed record TellRecordFault(RecordFault Fault, Instant Since, Instant? Until = null, string Why = "", double? Seconds = null, long? FreeBytes = null, double? FreeShare = null) : Act
{
    /// <summary>The kind of the alarm of a fault.</summary>
    public static AlarmKind KindOf(RecordFault fault) => fault switch
    {
        RecordFault.ClockBack => AlarmKind.ClockBack,
        RecordFault.DiskNearlyFull => AlarmKind.DiskNearlyFull,
        RecordFault.NotWritten => AlarmKind.NotWritten,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    /// <summary>Tells the alarms of it. What came and went before it could be told is told as both.</summary>
    internal void Tell(Scene scene)
    {
        // A mine has one clock, disk and journal: the kind says all.
        var kind = KindOf(Fault);
        if (Until is null || scene.Parts.Alarms.Book.Find(kind, "") is not { Stands: true }) scene.Tell(new(kind, "", true, Detail(), Since: Since));
        if (Until is not null) scene.Tell(new(kind, "", false));
    }

    private string Detail() => Fault switch
    {
        RecordFault.ClockBack => Phrase.Of(PhraseCode.ClockBehind, Math.Round(Seconds ?? 0)),
        RecordFault.DiskNearlyFull => Phrase.Of(PhraseCode.DiskLeft, Math.Round((FreeBytes ?? 0) / 1e9, 2), Math.Round(100 * (FreeShare ?? 0), 1)),
        _ => Phrase.Of(PhraseCode.NotWrittenFrom, Since, Until ?? default, Why),
    };
}
