using Shyraq.Core.Presence;

namespace Shyraq.Core.Tracking;

/// <summary>
/// How a carrier moves when nothing is heard: velocity is an Ornstein–Uhlenbeck process, which forgets its direction
/// after <paramref name="Memory"/> seconds and never runs away (Bar-Shalom, Li, Kirubarajan 2001, §8.2: the Singer model
/// applied to velocity): dv = −v/τ dt + σ √(2/τ) dW.
/// </summary>
/// <param name="Speed">σ, the standing deviation of each velocity component, metres a second.</param>
/// <param name="Memory">τ, seconds.</param>
/// <param name="OnFoot">One who stands, walks or rides, rather than a machine.</param>
public readonly record struct MotionModel(double Speed, double Memory, bool OnFoot = true, double Turning = 100)
{
    /// <summary>A person on foot in a roadway, sometimes riding.</summary>
    public static readonly MotionModel Person = new(1.1, 30);

    /// <summary>A vehicle in a roadway.</summary>
    public static readonly MotionModel Vehicle = new(3, 200, OnFoot: false);

    /// <summary>Anyone in a hall or yard, each axis of the plane.</summary>
    public static readonly MotionModel Area = new(1.0, 8);

    /// <summary>The same where only signal strengths tell of the place, and a calm walk is the best guess.</summary>
    public static readonly MotionModel Calm = new(0.7, 4);

    /// <summary>Up and down in an area with volume: ladders, platforms, hoists.</summary>
    public static readonly MotionModel Height = new(0.3, 4);

    /// <summary>Of who carries a tag, in a roadway.</summary>
    public static MotionModel Of(CarrierKind kind) => kind == CarrierKind.Vehicle ? Vehicle : Person;

    /// <summary>Who stands shifts from foot to foot: 1-sigma of the speed, metres a second.</summary>
    public const double RestSpeed = 0.03;

    /// <summary>Mean time that one stands, and moves, before one does the other, seconds.</summary>
    public const double Standing = 70, Moving = 150;

    /// <summary>Who stands: a place that wanders a little (√(m²/s) per root second), and no speed to speak of.</summary>
    public static MotionStep AtRest(double seconds) => new(0, 0, RestWander * RestWander * seconds, 0, RestSpeed * RestSpeed);

    private const double RestWander = 0.05;

    /// <summary>The step of <paramref name="seconds"/>: s ← s + b v, v ← a v, with noise covariance Q.</summary>
    public MotionStep Over(double seconds)
    {
        var a = Math.Exp(-seconds / Memory);
        var b = Memory * (1 - a);
        var q = Speed * Speed;
        // For short steps the closed form of Qss cancels to rounding noise; its series is 2 q t³ / 3τ.
        var qss = seconds < 1e-3 * Memory
            ? q * 2 * seconds * seconds * seconds / (3 * Memory)
            : q * Memory * Memory * (2 * seconds / Memory - 3 + 4 * a - a * a);
        return new(a, b, qss, q * Memory * (1 - a) * (1 - a), q * (1 - a * a));
    }
}

/// <summary>One step of the motion model.</summary>
public readonly record struct MotionStep(double A, double B, double Qss, double Qsv, double Qvv);
