namespace Shyraq.Cluster.Reports;

/// <summary>Which report is asked for, of what time, and in which form.</summary>
/// <param name="Name">As <see cref="Protocols.Reports.ReportWords.Named"/> knows it.</param>
/// <param name="From">Microseconds since the epoch, as <paramref name="To"/>; null where a shift says it.</param>
/// <param name="Shift">A planned shift by name, <c>this</c> for the one that runs or <c>last</c> for the one that ended last; "" for none.</param>
/// <param name="Form">How the file ends: <c>json</c>, <c>xlsx</c>, <c>csv</c>, <c>pdf</c>.</param>
/// <param name="By">Who takes it; "" when it is only looked at.</param>
[GenerateSerializer, Immutable, Alias("reportRequest")]
public sealed record ReportRequest(
    [property: Id(0)] string Name, [property: Id(1)] long? From, [property: Id(2)] long? To, [property: Id(3)] string Shift, [property: Id(4)] string Company,
    [property: Id(5)] string Person, [property: Id(6)] string Form, [property: Id(7)] string Language, [property: Id(8)] string By, [property: Id(9)] string? TraceParent = null,
    [property: Id(10)] string Crew = "");

/// <summary>What came of asking for a report. A closed hierarchy: match it with <c>switch</c>.</summary>
[GenerateSerializer, Immutable, Alias("reportReply")]
public abstract record ReportReply
{
    /// <summary>Here it is.</summary>
    /// <param name="FileName">Tells mine, report and time.</param>
    [GenerateSerializer, Immutable, Alias("reportReply.made")]
    public sealed record Made([property: Id(0)] byte[] File, [property: Id(1)] string FileName) : ReportReply;

    /// <summary>Something that was asked for is not there or not possible.</summary>
    /// <param name="Parameter">Which one.</param>
    [GenerateSerializer, Immutable, Alias("reportReply.refused")]
    public sealed record Refused([property: Id(0)] string Parameter, [property: Id(1)] string Why) : ReportReply;

    /// <summary>It was made, but that it leaves the record could not be journalled, so it is not given out.</summary>
    [GenerateSerializer, Immutable, Alias("reportReply.untaken")]
    public sealed record Untaken : ReportReply;

    /// <summary>The mine has no plan.</summary>
    [GenerateSerializer, Immutable, Alias("reportReply.unknownMine")]
    public sealed record UnknownMine : ReportReply;
}
