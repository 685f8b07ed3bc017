using System.Collections.Immutable;

namespace Shyraq.Core.Presence;

/// <summary>What carries a tag.</summary>
public enum CarrierKind { Person, Vehicle }

/// <summary>Who or what carries a tag.</summary>
/// <param name="Name">As shown to the dispatcher; "" when unknown.</param>
/// <param name="Number">Personnel or fleet number; "" when unknown.</param>
public sealed record Carrier(CarrierKind Kind, string Name = "", string Number = "", string Crew = "", string Role = "")
{
    /// <summary>A list of carriers with nobody on it, in ordinal order of tag id: that of the language of the machine is another on each, slow, and takes some ids for one.</summary>
    internal static readonly ImmutableSortedDictionary<string, Carrier> Nobody = ImmutableSortedDictionary.Create<string, Carrier>(StringComparer.Ordinal);
}
