using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>What kind of measurement a piece of evidence is.</summary>
internal enum EvidenceKind : byte { Range, Tdoa, Rssi, Seen, Fix, Motion }

/// <summary>A sighting of where a tag is, boiled down to what the filter needs.</summary>
/// <param name="Anchor">Index of the anchor; −1 for a fix.</param>
/// <param name="Reference">Index of the reference anchor of a range difference; else −1.</param>
/// <param name="Value">Metres or dBm; unused for <see cref="EvidenceKind.Seen"/> and <see cref="EvidenceKind.Fix"/>.</param>
/// <param name="Variance">Of the value in its unit squared (of each coordinate for a fix), what correlation in time costs included.</param>
/// <param name="Place">The position of a fix.</param>
/// <param name="HasHeight">The fix has a height.</param>
/// <param name="Gap">Seconds since the anchor's reading of this kind before; what is wrong in both is not learnt twice.</param>
/// <param name="Corner">What the powers of a range say of its way, see <see cref="RadioModel.CornerAdvantage"/>, in sixteenths; 0 when they say nothing.</param>
internal readonly record struct Evidence(EvidenceKind Kind, Instant Time, int Anchor, int Reference, double Value, double Variance, Point3 Place, bool HasHeight, double Gap, sbyte Corner = 0)
{
    /// <summary>What <see cref="Corner"/> counts to one.</summary>
    public const double CornerScale = 16;
}
