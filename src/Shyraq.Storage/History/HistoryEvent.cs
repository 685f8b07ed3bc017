using Shyraq.Core.Units;

namespace Shyraq.Storage.History;

/// <summary>Something that happened: a zone crossing or an alarm change.</summary>
/// <param name="Sequence">The journal block that showed it.</param>
/// <param name="Index">Counted from 0 within the block.</param>
/// <param name="Kind"><c>entered</c>, <c>left</c>, <c>passed</c>, <c>raised</c>, <c>cleared</c>.</param>
/// <param name="What">The zone's id or the alarm's kind.</param>
public sealed record HistoryEvent(long Sequence, int Index, Instant Time, string Kind, string What, string Tag, string Detail);

/// <summary>The history was damaged: it stands aside under the name given, and an empty one has taken its place.</summary>
public sealed class HistoryDamagedException(string putAside, Exception cause) : IOException($"the history was damaged and stands in {Path.GetFileName(putAside)}", cause)
{
    /// <summary>Where the damaged history is.</summary>
    public string PutAside { get; } = putAside;
}

/// <summary>
/// The connection to the history was lost, and it is open again. What is derived is not waited for at each commit, so what was recorded after the mark, and the mark
/// itself as it was known, may be gone: all after the mark as it stands now has to be given again.
/// </summary>
/// <param name="recordedUpTo">The mark as it stands now.</param>
public sealed class HistoryReopenedException(string name, long recordedUpTo) : IOException(FormattableString.Invariant($"{name}: the connection was lost; what came after block {recordedUpTo} may be missing and is given again from the journal"));
