using Shyraq.Core.Acts;
using Shyraq.Core.Units;

namespace Shyraq.Core.Record;

/// <summary>Somebody keeps another telling of the past beside what was shown live: with hindsight, or followed again with something corrected. The mine is as before.</summary>
/// <param name="Name">Of the version.</param>
/// <param name="What">What was changed for it, for people.</param>
public sealed record KeepVersion(string Name, Instant From, Instant To, string What) : Act;
