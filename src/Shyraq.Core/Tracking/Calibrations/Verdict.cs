namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>
/// Judges a suspect: is it where the plan says with the bias that is usual, has it been moved, are its ranges too long, or both? The four are weighed by
/// their evidence (MacKay 2003, chapter 28); what the ranges do not tell apart stays unsaid.
/// </summary>
internal static class Verdict
{
    /// <summary>Where an anchor may be that was moved, and by how much the ranges of one may be wrong that was set up wrongly: 1-sigma, metres.</summary>
    private const double Anywhere = 10, AnyWall = 2.5, AnyHeight = 1.5, AnyBias = 1;

    /// <summary>−ln of the probability that an anchor is moved or that it is wrongly set up.</summary>
    private const double Rare = 3;

    /// <summary>The likeliest must be so much likelier than the next (natural logarithm; 3 is 20 to 1).</summary>
    private const double Clear = 3;

    /// <summary>Less than this is not worth telling, metres.</summary>
    private const double LeastOffset = 0.5, LeastBias = 0.3;

    /// <summary>What is told is so many deviations from nothing.</summary>
    private const double Deviations = 3;

    /// <summary>Share of the ranges that an explanation must explain.</summary>
    private const double LeastFits = 0.6;

    /// <summary>What the bias of one that was set up rightly may be, 1-sigma, metres.</summary>
    private const double UsualBias = 0.08;

    private static readonly Before AsPlanned = new(OffsetFilter.Sigma, OffsetFilter.Sigma, OffsetFilter.Sigma, UsualBias);
    private static readonly Before Moved = new(Anywhere, AnyWall, AnyHeight, UsualBias);
    private static readonly Before Biased = new(OffsetFilter.Sigma, OffsetFilter.Sigma, OffsetFilter.Sigma, AnyBias);
    private static readonly Before Both = new(Anywhere, AnyWall, AnyHeight, AnyBias);

    /// <summary>What explains the ranges best, and whether that is sure and worth telling.</summary>
    /// <param name="biasSigma">1-sigma of a bias, metres, from its variance.</param>
    public static (Resected Found, bool IsMoved, bool IsBiased, bool IsAsPlanned) Of(Suspicion suspicion, Func<double, double> biasSigma)
    {
        var sights = suspicion.Sights;
        var seen = 0;
        foreach (ref readonly var sight in sights) seen += sight.IsSeen ? 1 : 0;
        var seenOnly = 3 * seen >= 2 * sights.Length;
        var from = suspicion.Found.Offset;
        var planned = Resection.Of(sights, seenOnly, AsPlanned, default);
        var moved = Resection.Of(sights, seenOnly, Moved, from);
        var biased = Resection.Of(sights, seenOnly, Biased, default);
        var both = Resection.Of(sights, seenOnly, Both, from);
        ReadOnlySpan<double> costs = [planned.Cost, moved.Cost + Rare, biased.Cost + Rare, both.Cost + 2 * Rare];
        var best = 0;
        for (var i = 1; i < 4; i++)
            if (costs[i] < costs[best]) best = i;
        if (best == 0) return (planned, false, false, planned.Fits >= LeastFits);
        bool Possible(double cost, ReadOnlySpan<double> of) => cost - of[best] < Clear;
        var (asPlanned, onlyMoved, onlyBiased) = (Possible(costs[0], costs), Possible(costs[1], costs), Possible(costs[2], costs));
        // What all that is possible agree in is sure; how sure, says the widest of them.
        var mayBeBoth = Possible(costs[3], costs) || (onlyMoved && onlyBiased);
        var found = mayBeBoth ? both : onlyMoved ? moved : biased;
        if (asPlanned || found.Fits < LeastFits) return (both, false, false, false);
        var length = found.Offset.Length;
        var isMoved = !onlyBiased && length > LeastOffset && length > Deviations * found.Toward(found.Offset * (1 / length));
        // Of an anchor that is not where it should be, the bias is told when the plan is right.
        var isBiased = !isMoved && !onlyMoved && Math.Abs(found.Bias) > LeastBias && Math.Abs(found.Bias) > Deviations * biasSigma(found.P[15]);
        return (found, isMoved, isBiased, false);
    }
}
