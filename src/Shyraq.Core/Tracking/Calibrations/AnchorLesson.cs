using System.Collections.Immutable;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>What one reading tells of the anchors.</summary>
/// <param name="Tag">A hash of the id of its tag.</param>
/// <param name="Standing">Where the tag was, by what other anchors say where the reading is a range; null when that is not known.</param>
/// <param name="Quiet">The anchors that nobody has heard of late, although they would hear a tag there, with the chance of it.</param>
internal readonly record struct AnchorLesson(ulong Tag, Evidence Evidence, Standing? Standing, ImmutableArray<(int Anchor, float Chance)> Quiet);
