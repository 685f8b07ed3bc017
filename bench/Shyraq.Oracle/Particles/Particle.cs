using System.Runtime.CompilerServices;

namespace Shyraq.Oracle.Particles;

/// <summary>What one does just now.</summary>
internal enum Gait : byte
{
    /// <summary>Stands.</summary>
    Still,

    /// <summary>Moves a few metres about the work, at 60 % of the pace.</summary>
    Mill,

    /// <summary>Walks somewhere; a vehicle drives.</summary>
    Walk,

    /// <summary>Is carried in a train or cage.</summary>
    Ride,

    /// <summary>Sits in a train that stands.</summary>
    Halt,
}

/// <summary>
/// What is peculiar to one anchor for one particle: a constant range error in metres, or the shadow that it stands in, in dB;
/// normal given all else, and so carried by its mean and variance alone (Rao-Blackwellized; Doucet et al. 2000).
/// </summary>
/// <param name="LeanAlong">By how much the ranges that it was learnt from change, in the mean, for each metre that the particle's whole past is moved
/// along (in a hall: east).</param>
/// <param name="LeanAside">The same aside (in a hall: north).</param>
internal record struct OwnError(float Mean, float Variance, float LeanAlong = 0, float LeanAside = 0)
{
    /// <summary>
    /// Learns from a signal that was not heard, of which it tells little: it may have been lost. The normal is matched in its first two
    /// moments (assumed-density filtering). Returns how likely the silence was.
    /// </summary>
    /// <param name="above">How far the expected strength, without this error's mean, lies above what is heard at all, dB.</param>
    /// <param name="fading">Variance of what is new in each reading, dB².</param>
    /// <param name="come">Share of signals that are not lost.</param>
    public double LearnSilence(double above, double fading, double come)
    {
        var a = Math.Sqrt(Variance + fading);
        var z = -(above + Mean) / a;
        var likely = 1 - come + come * (1 - 0.5 * Radios.Densities.Erfc(z * 0.7071067811865476));
        if (likely < 1e-9) return likely;
        var density = come * 0.3989422804014327 * Math.Exp(-0.5 * z * z) / likely;
        var (slope, bend) = (-density / a, -density * z / (a * a));
        (Mean, Variance) = ((float)(Mean + Variance * slope), (float)Math.Clamp(Variance + Variance * Variance * (bend - slope * slope), 0.01 * Variance, Variance));
        return likely;
    }

    /// <summary>Learns from a reading that exceeds what was foretold with the mean.</summary>
    public void Learn(double innovation, double variance)
    {
        var gain = Variance / (Variance + variance);
        (Mean, Variance) = ((float)(Mean + gain * innovation), (float)((1 - gain) * Variance));
    }

    /// <summary>Notes how the reading that is about to be learnt from changes with the place, by its share of all information so far.</summary>
    /// <param name="full">The variance before the first reading.</param>
    /// <param name="variance">Of this reading.</param>
    public void Lean(double along, double aside, double full, double variance)
    {
        var known = Math.Max(0, 1 / Variance - 1 / full);
        var share = 1 / (1 + known * variance);
        LeanAlong += (float)(share * (along - LeanAlong));
        LeanAside += (float)(share * (aside - LeanAside));
    }
}

/// <summary>Those of the anchors heard of late.</summary>
[InlineArray(Count)]
internal struct Errors
{
    public const int Count = 10;
    private OwnError _first;
}

/// <summary>
/// Why one anchor that is silent may be so, for one particle: it is dead, its gateway keeps everything back, it is in a burst of loss. A
/// particle that expects an anchor pays for its death once; another, that expects nothing there, learns nothing of it.
/// </summary>
internal record struct Outage(float Dead, float Held, float Burst)
{
    /// <summary>How likely the anchor is silent, and what that tells.</summary>
    /// <param name="odds">That it is heard when all is well.</param>
    /// <param name="loss">Share that is lost in a burst.</param>
    public double Silent(double odds, double loss)
    {
        double heard = 1 - odds, inBurst = 1 - odds * (1 - loss);
        var works = (1 - Dead) * (1 - Held) * ((1 - Burst) * heard + Burst * inBurst);
        var all = Dead + (1 - Dead) * Held + works;
        if (all < 1e-9) return all;
        var mean = (1 - Burst) * heard + Burst * inBurst;
        var held = (1 - Dead) * Held / Math.Max(1e-12, all - Dead);
        (Dead, Held, Burst) = ((float)(Dead / all), (float)held, (float)(held * Burst + (1 - held) * Burst * inBurst / Math.Max(1e-12, mean)));
        return all;
    }
}

/// <summary>Those of the anchors that were missed of late.</summary>
[InlineArray(Count)]
internal struct Outages
{
    public const int Count = 8;
    private Outage _first;
}

/// <summary>One guess of all that matters of a tag.</summary>
internal struct Particle
{
    public double Weight;

    /// <summary>Metres from the roadway's first vertex; of no meaning in a hall.</summary>
    public double Offset;

    /// <summary>Index of the edge; −1 in a hall.</summary>
    public int Edge;

    /// <summary>Index of the hall; of no meaning on the network.</summary>
    public int Hall;

    /// <summary>Place in a hall, and where in it one goes; a portal by its index, −1 for none.</summary>
    public float X, Y, GoalX, GoalY;
    public int Portal;

    public Gait Gait;

    /// <summary>The way it goes: +1 towards higher offsets, −1 back.</summary>
    public sbyte Sense;

    /// <summary>The tag is in a burst of loss.</summary>
    public bool InBurst;

    /// <summary>Walking speed on the level or cruising speed, metres a second; the speed of the train.</summary>
    public float Pace, Train;

    /// <summary>What the tag's step counter makes of a metre.</summary>
    public float StepScale;

    /// <summary>Speed just now, metres a second.</summary>
    public float Speed;

    /// <summary>What is left to mill, metres.</summary>
    public float Left;

    /// <summary>How far beside the line, metres to the left, before it is held to the walls.</summary>
    public float Aside;

    /// <summary>Which way the body faces, radians anticlockwise from east.</summary>
    public float Facing;

    /// <summary>For how long it has stood, seconds.</summary>
    public float Rest;

    /// <summary>About where it works, metres of offset on an edge, and how far to either side.</summary>
    public double Post;
    public int PostEdge;
    public float Span;

    public Errors Errors;
    public Outages Outages;
}
