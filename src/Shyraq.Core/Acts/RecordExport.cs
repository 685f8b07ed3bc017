using Shyraq.Core.Units;

namespace Shyraq.Core.Acts;

/// <summary>
/// Somebody takes a part of the record out of the server: a report, a table of tracks, a copy of the journal. The mine is as before; who took what,
/// and of which time, is in the record.
/// </summary>
/// <param name="What">The report or the set, in camel case, such as <c>attendance</c>, <c>tracks</c>, <c>journal</c>.</param>
/// <param name="Form">As what: <c>xlsx</c>, <c>csv</c>, <c>pdf</c>, <c>parquet</c> …</param>
/// <param name="From">First instant that it tells of; null when it has none.</param>
/// <param name="To">Last instant that it tells of; null when it has none.</param>
/// <param name="Digest">Hexadecimal SHA-256 of the file that was given out, by which it is known again; "" when it was not worked out.</param>
public sealed record RecordExport(string What, string Form, Instant? From = null, Instant? To = null, string Digest = "") : Act;
