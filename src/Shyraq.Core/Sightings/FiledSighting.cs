namespace Shyraq.Core.Sightings;

/// <summary>A sighting with the 1-based line of the file it came from; no line when the file has no lines (a JSON array).</summary>
public readonly record struct FiledSighting(Sighting Sighting, int? Line);
