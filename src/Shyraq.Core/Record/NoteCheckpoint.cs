using Shyraq.Core.Acts;

namespace Shyraq.Core.Record;

/// <summary>The server signed where its journal stood, so that a statement which was taken away is missed.</summary>
/// <param name="Number">1, 2, 3 … for each mine.</param>
/// <param name="Sequence">The newest block then.</param>
/// <param name="Head">Its hash, hexadecimal.</param>
public sealed record NoteCheckpoint(long Number, long Sequence, string Head) : Act;
