using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>A stationary measurement of one anchor's signal strength at one place: calibrates the strength that is expected there.</summary>
/// <param name="Place">Where the tag stood.</param>
/// <param name="Mean">Mean strength over the samples.</param>
/// <param name="DeviationDb">Standard deviation of one sample, dB, 0 or more.</param>
/// <param name="Samples">How many there were, 1 or more.</param>
public sealed record SurveyPoint(AnchorId Anchor, Point3 Place, Dbm Mean, double DeviationDb, int Samples);
