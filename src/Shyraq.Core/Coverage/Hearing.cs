namespace Shyraq.Core.Coverage;

/// <summary>What one anchor is worth to a tag in one cell.</summary>
/// <param name="Chance">That the anchor reads the tag at all when it speaks, 0..1.</param>
/// <param name="Useful">That it does and the reading is an honest one, 0..1.</param>
/// <param name="Variance">What an honest reading leaves open along the roadway, m².</param>
/// <param name="Mirror">Distance of the farthest place that would give the same reading, metres; 0 when there is none.</param>
/// <param name="MirrorShare">The probability, 0..½, that the other anchors leave to that place for a tag whose past is not known.</param>
internal readonly record struct Hearing(double Chance, double Useful, double Variance, double Mirror, double MirrorShare = 0);

/// <summary>A cell, and what an anchor is worth there.</summary>
internal readonly record struct HeardIn(int Cell, Hearing Hearing);
