using Shyraq.Core.Units;

namespace Shyraq.Core.Acts;

/// <summary>
/// What is older than the operator keeps is taken out of the history, which follows from the journal; the journal stays as it is. Done by the server, once a
/// day at most, and in the record like any act.
/// </summary>
/// <param name="What"><c>tracks</c>, <c>boards</c> or <c>events</c>.</param>
/// <param name="Before">What is older goes.</param>
public sealed record TrimHistory(string What, Instant Before) : Act;
