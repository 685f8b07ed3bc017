using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Cluster.Reports;

/// <summary>What can be asked for.</summary>
/// <param name="Shifts">Newest first.</param>
/// <param name="Crews">By name, as the registry has them.</param>
/// <param name="People">By whom a report can be narrowed, in order of name.</param>
/// <param name="Forms">How the names of files end.</param>
/// <param name="Files">Those that were made by themselves, newest first, at most 500.</param>
public sealed record ReportChoice(
    ImmutableArray<ReportChoiceRow> Reports, ImmutableArray<ReportShiftRow> Shifts, ImmutableArray<ReportCompanyRow> Companies, ImmutableArray<string> Crews, ImmutableArray<ReportPersonRow> People, ImmutableArray<string> Forms, ImmutableArray<string> Languages,
    ImmutableArray<ReportFileRow> Files);

/// <summary>One report.</summary>
/// <param name="Name">By which it is asked for.</param>
public sealed record ReportChoiceRow(string Name, string Title);

/// <summary>A shift that is planned or over.</summary>
public sealed record ReportShiftRow(string Shift, Instant Start, Instant End);

/// <summary>A company by which a report can be narrowed.</summary>
public sealed record ReportCompanyRow(string Id, string Name, bool Contractor);

/// <summary>A report that was made by itself and lies on the server.</summary>
public sealed record ReportFileRow(string Name, long Bytes, Instant Made);

/// <summary>A person by whom a report can be narrowed.</summary>
/// <param name="Number">The personnel number; "" without one.</param>
public sealed record ReportPersonRow(string Id, string Name, string Number);
