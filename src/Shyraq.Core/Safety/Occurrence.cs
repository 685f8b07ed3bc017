using Shyraq.Core.Units;

namespace Shyraq.Core.Safety;

/// <summary>Something that happened and belongs into the history: one line of the events list.</summary>
/// <param name="Kind">What happened, in camel case, such as <c>issued</c> or <c>declared</c>.</param>
/// <param name="What">What it happened to or in: a zone, an alarm, a sensor, an order; "" when there is none.</param>
/// <param name="Subject">The tag or person that it is about; "" when there is none.</param>
/// <param name="Detail">For people, short; "" when there is nothing more to say.</param>
public readonly record struct Occurrence(Instant Time, string Kind, string What, string Subject, string Detail = "");
