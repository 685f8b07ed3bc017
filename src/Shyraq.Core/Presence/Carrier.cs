namespace Shyraq.Core.Presence;

/// <summary>What carries a tag.</summary>
public enum CarrierKind { Person, Vehicle }

/// <summary>Who or what carries a tag.</summary>
/// <param name="Name">As shown to the dispatcher; "" when unknown.</param>
/// <param name="Number">Personnel or fleet number; "" when unknown.</param>
public sealed record Carrier(CarrierKind Kind, string Name = "", string Number = "", string Crew = "", string Role = "");
