namespace Shyraq.Core.Tracking;

/// <summary>
/// How probable a reading is at a place: a mixture of the honest reading (Gaussian), a reflection (too long, with an
/// exponential tail) and an outlier (anything the radio can say).
/// </summary>
/// <param name="Density">Of the mixture, for each metre or dB.</param>
/// <param name="Honest">Posterior probability that the reading is the honest one.</param>
internal readonly record struct Likelihood(double Density, double Honest)
{
    /// <param name="innovation">Reading minus expectation.</param>
    /// <param name="variance">Of the innovation: of the reading, of the place, and what the place adds.</param>
    /// <param name="corner">See <see cref="Evidence.Corner"/>.</param>
    public static Likelihood Of(EvidenceKind kind, double innovation, double variance, in Expectation expected, sbyte corner = 0)
    {
        var shape = Shape.Of(kind, expected.Sight);
        var outlier = shape.OutlierShare / shape.Span;
        if (!expected.Reachable) return new(outlier, 0);
        var bell = Exp(-0.5 * innovation * innovation / variance);
        var honest = (1 - shape.ReflectionShare - shape.OutlierShare) * bell / Math.Sqrt(2 * Math.PI * variance);
        var reflection = shape.ReflectionShare == 0 ? 0
            : shape.ReflectionShare / shape.ReflectionMean * (innovation >= 0 ? Exp(-innovation / shape.ReflectionMean) : bell);
        var density = honest + reflection + outlier;
        // A radio is heard round a corner now and then, in line of sight nearly always.
        var heard = corner == 0 || expected.Sight ? shape.HeardShare : shape.HeardShare * Math.Exp(corner / Evidence.CornerScale);
        return new(density * heard, honest / density);
    }

    /// <summary>eˣ for x ≤ 0; beyond −40 the outliers outweigh it by far, and most cells of a search lie there.</summary>
    private static double Exp(double x) => x < -40 ? 0 : Math.Exp(x);

    /// <param name="HeardShare">How often such a reading comes at all, relative to line of sight.</param>
    /// <param name="Span">Width of the outliers' uniform distribution.</param>
    private readonly record struct Shape(double HeardShare, double ReflectionShare, double ReflectionMean, double OutlierShare, double Span)
    {
        public static Shape Of(EvidenceKind kind, bool sight) => (kind, sight) switch
        {
            (EvidenceKind.Range, true) => new(1, 0.06, 4, 0.02, 300),
            (EvidenceKind.Range, false) => new(0.25, 0.35, 8, 0.05, 300),
            (EvidenceKind.Tdoa, true) => new(1, 0, 1, 0.05, 300),
            (EvidenceKind.Tdoa, false) => new(0.25, 0, 1, 0.15, 300),
            (EvidenceKind.Rssi, true) => new(1, 0, 1, 0.03, 80),
            (EvidenceKind.Rssi, false) => new(0.4, 0, 1, 0.06, 80),
            (EvidenceKind.Seen, true) => new(1, 0, 1, 0.01, 300),
            (EvidenceKind.Seen, false) => new(0.3, 0, 1, 0.02, 300),
            _ => new(1, 0, 1, 0.02, 1000),
        };
    }
}
