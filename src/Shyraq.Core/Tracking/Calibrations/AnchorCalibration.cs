using System.Numerics;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>What is learnt of one anchor while tags pass it.</summary>
internal struct AnchorCalibration
{
    /// <summary>Running means look back over so many residuals.</summary>
    private const int Memory = 32;

    /// <summary>Fewer residuals accuse nobody.</summary>
    private const int Fewest = 12;

    /// <summary>A residual within so many deviations is honest (their square).</summary>
    private const double Gate = 9;

    /// <summary>An anchor is looked at more closely when so few of its readings are honest, or when its bias or offset seems this large, metres, and so many deviations.</summary>
    private const double TooFewHonest = 0.5, StrangeBias = 0.2, StrangeOffset = 0.3, Deviations = 2.5;

    /// <summary>Nor may squared residuals be so much larger than foretold: one that hangs across the way is seen by few.</summary>
    private const double StrangeLevel = 5;

    /// <summary>Squared residuals count for no more, in units of what was foretold, and in m²: nonsense says nothing of a level.</summary>
    private const double MostLevel = 16, MostMisfit = 20 * 20;

    /// <summary>Its offset and bias beyond those that are mended.</summary>
    public OffsetFilter Filter;

    /// <summary>Its strengths against the plan's model, how many were heard, and what of it is mended: dB at 10 m and exponent.</summary>
    public StrengthFilter Strength;
    public int Strengths;
    public float MendedDelta, MendedEpsilon;

    /// <summary>Running share of honest ranges in sight; of their squared residual in units of what was foretold; and in m².</summary>
    public float Honest, Level, Misfit;

    /// <summary>Residuals taken in since the running means began, and ever.</summary>
    public int Residuals, Evidence;

    /// <summary>Which tags passed: 64 bits by a hash of the id.</summary>
    public ulong Tags;

    /// <summary>How often it was expected to hear somebody since it was heard last, and when that was.</summary>
    public float Missed;
    public Instant MissedSince;

    // A number and no instant: the runtime lays numbers beside the reference, where what is asked of each range is read together.
    private long _learntAt;

    /// <summary>When the newest range was measured that was taken in.</summary>
    public Instant LearntAt { readonly get => new(_learntAt); set => _learntAt = value.UnixMicroseconds; }

    /// <summary>Since when its strengths are found to be wrong.</summary>
    public Instant StrengthSince;

    /// <summary>The closer look, or null.</summary>
    public Suspicion? Suspicion;

    /// <summary>Bytes in the beginning in which stand <see cref="Suspicion"/> and <see cref="LearntAt"/>: all that is asked of an anchor that nothing is held against.</summary>
    public const int AskedSize = 64;

    public static AnchorCalibration Unknown(bool surveyed) => new() { Filter = OffsetFilter.Unknown, Strength = StrengthFilter.Unknown(surveyed), Honest = 1, Level = 1 };

    /// <summary>What ranges are mended by, metres.</summary>
    public readonly double Bias => Suspicion is { IsBiased: true } s ? s.Found.Bias : 0;

    /// <summary>What is added to the variance of its ranges, m²: while it is not known what is wrong, as much as it is wrong by beyond its noise.</summary>
    public readonly double Doubt => Suspicion is null ? 0 : Suspicion.IsFound ? Suspicion.Doubt : Misfit * (1 - 1 / Math.Max(1, Level));

    /// <summary>It does not fit, and it is not known why.</summary>
    public readonly bool IsInDoubt => Suspicion is { IsFound: false };

    /// <summary>About how many tags it was judged by.</summary>
    public readonly int TagCount => Math.Max(1, BitOperations.PopCount(Tags));

    /// <summary>1-sigma of the bias, metres: that of the tags who tell it is not known apart from it.</summary>
    public readonly double BiasSigma(double variance) => Math.Sqrt(variance + RadioModel.TagBiasSigma * RadioModel.TagBiasSigma / TagCount);

    /// <summary>Takes in what a range in sight is off, metres.</summary>
    public void Take(Point3 toTag, double residual, double variance, ulong tag)
    {
        Tags |= 1UL << (int)(tag % 64);
        Evidence++;
        Residuals++;
        var rate = (float)Math.Max(1.0 / Memory, 1.0 / (Residuals + 1));
        var square = residual * residual;
        Honest += rate * ((square < Gate * variance ? 1 : 0) - Honest);
        Level += rate * ((float)Math.Min(square / variance, MostLevel) - Level);
        Misfit += rate * ((float)Math.Min(square, MostMisfit) - Misfit);
        Filter.Update(toTag, residual, variance);
    }

    /// <summary>Its ranges are not what they should be.</summary>
    public readonly bool IsStrange
    {
        get
        {
            if (Residuals < Fewest) return false;
            if (IsMostlyWrong || (Level > StrangeLevel && Residuals >= 2 * Fewest)) return true;
            var bias = Math.Abs(Filter.Bias);
            if (bias > StrangeBias && bias > Deviations * Math.Sqrt(Filter.P[15])) return true;
            for (var axis = 0; axis < 3; axis++)
                if (Math.Abs(Filter.Mean[axis]) is var off && off > StrangeOffset && off > Deviations * Math.Sqrt(Filter.P[axis * 5])) return true;
            return false;
        }
    }

    /// <summary>Most of its ranges are nonsense.</summary>
    public readonly bool IsMostlyWrong => Residuals >= Fewest && Honest < TooFewHonest;

    /// <summary>Begins to count anew: what it is held against has changed.</summary>
    public void Begin()
    {
        (Filter, Honest, Level, Misfit, Residuals) = (OffsetFilter.Unknown, 1, 1, 0, 0);
    }

    public readonly void Write(StateWriter to)
    {
        Filter.Write(to);
        Strength.Write(to);
        to.Write((long)Strengths);
        to.Write([MendedDelta, MendedEpsilon, Honest, Level, Misfit, Missed]);
        to.Write((long)Residuals);
        to.Write((long)Evidence);
        to.Write((long)Tags);
        to.Write(MissedSince);
        to.Write(StrengthSince);
        to.Write(LearntAt);
        to.Write(Suspicion is not null);
        Suspicion?.Write(to);
    }

    public static AnchorCalibration Read(ref StateReader from)
    {
        var read = new AnchorCalibration { Filter = OffsetFilter.Read(ref from), Strength = StrengthFilter.Read(ref from), Strengths = (int)from.ReadLong() };
        Span<float> n = stackalloc float[6];
        from.Read(n);
        (read.MendedDelta, read.MendedEpsilon, read.Honest, read.Level, read.Misfit, read.Missed) = (n[0], n[1], n[2], n[3], n[4], n[5]);
        (read.Residuals, read.Evidence, read.Tags) = ((int)from.ReadLong(), (int)from.ReadLong(), (ulong)from.ReadLong());
        (read.MissedSince, read.StrengthSince, read.LearntAt) = (from.ReadInstant(), from.ReadInstant(), from.ReadInstant());
        if (from.ReadBool()) read.Suspicion = Suspicion.Read(ref from);
        return read;
    }
}
