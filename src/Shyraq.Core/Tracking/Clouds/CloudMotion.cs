using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Clouds;

/// <summary>
/// How the particles move: people stand, walk at a steady pace, or ride, and change between the three (a jump Markov model: Blom and
/// Bar-Shalom 1988); vehicles stand or drive; at a junction most go straight on.
/// </summary>
internal sealed partial class Cloud
{
    /// <summary>Nobody walks slower or faster, metres a second.</summary>
    private const float SlowestWalk = 0.4f, FastestWalk = 2.2f;

    /// <summary>Mean time that one stands, walks, rides before one does something else, seconds.</summary>
    private const float Standing = 70, Walking = 150, Riding = 200;

    /// <summary>Of those who set off from where trains run, so many ride.</summary>
    private const float RidersShare = 0.25f;

    /// <summary>How the speed of a ride wanders, metres a second per root second.</summary>
    private const float RideWander = 0.1f;

    /// <summary>
    /// Of those who walk or drive, and of those who ride, so many are taken to go on though the tag says it is still: sensors err now and then, and in a smoothly running train often.
    /// </summary>
    private const float WronglyStill = 0.1f, WronglyStillAboard = 0.4f;

    /// <summary>A speed that is told is of the whole time since the one before, if that is no more than this, seconds.</summary>
    private const double LongestTold = 5;

    /// <summary>Share of particles for which the silence of anchors says nothing, and how long that lasts, seconds.</summary>
    private const float Mute = 0.2f, MuteFor = 60;

    /// <summary>Steps are at most this long while all is fresh, and this share of the age later, seconds.</summary>
    private const double Step = 1, StepShare = 0.05;

    /// <summary>Between two moves of the particles passes at least this, seconds.</summary>
    private const double LeastStep = 0.2;

    /// <summary>Moves the particles on to a time, in steps; silence meanwhile weighs on those who would have been heard.</summary>
    /// <param name="isSilent">Nobody heard the tag since <see cref="Time"/>.</param>
    public void PredictTo(Instant time, MotionModel motion, bool isSilent)
    {
        var start = Time;
        while (time.SecondsSince(Time) >= LeastStep)
        {
            var seconds = Math.Min(time.SecondsSince(Time), Math.Max(Step, StepShare * Time.SecondsSince(start)));
            Advance((float)seconds, motion);
            if (isSilent && Time.SecondsSince(start) > 2) WeighSilence((float)seconds, []);
        }
    }

    /// <summary>
    /// Moves the particles of a tag that nobody hears on towards a time by whole steps that depend on nothing but when the silence
    /// began: whoever asks in between changes nothing. What is left, less than a step, is for the caller to drift.
    /// </summary>
    public void WanderTo(Instant time, MotionModel motion)
    {
        while (true)
        {
            var age = Time.SecondsSince(Since);
            var seconds = Math.Max(Step, Math.Floor(StepShare * age));
            if (time.SecondsSince(Time) < seconds) return;
            Advance((float)seconds, motion);
            if (age > 2) WeighSilence((float)seconds, []);
        }
    }

    /// <summary>
    /// What the tag's own sensors say, metres a second. When the speed became what it is told to be is not known: at some moment since they spoke before.
    /// Each particle takes another one, and stands where it led.
    /// </summary>
    /// <param name="heading">Radians clockwise from north, if known.</param>
    /// <param name="gap">Seconds from what they said before to this.</param>
    /// <param name="onFoot">The tag is a person's.</param>
    public void Move(double speed, double? heading, Instant told, double gap, bool onFoot)
    {
        var late = (float)Math.Max(0, Time.SecondsSince(told));
        var open = (float)Math.Min(gap, LongestTold);
        for (var i = 0; i < Count; i++)
        {
            if (_edge[i] >= 0)
            {
                var before = _u[i];
                if (speed < SlowestWalk / 2 && before != 0 && _dice.Even() < (onFoot && _gait[i] == Gait.Rides ? WronglyStillAboard : WronglyStill)) continue;
                _gait[i] = speed < SlowestWalk / 2 ? Gait.Stands : speed > FastestWalk ? Gait.Rides : Gait.Walks;
                var along = heading is { } course ? Along(i, course) : 0;
                // Across the roadway a heading does not tell the direction.
                var way = Math.Abs(along) >= Inertia.AlongShare ? along : _u[i] != 0 ? _u[i] : _dice.Even() - 0.5f;
                _u[i] = _gait[i] == Gait.Stands ? 0 : MathF.CopySign((float)speed * (1 + 0.08f * _dice.Normal()), way);
                Shift(i, (_u[i] - before) * (_dice.Even() * open + late));
                continue;
            }
            var angle = heading is { } compass ? compass + RadioModel.HeadingSigma * _dice.Normal() : Math.Atan2(_u[i], _v[i]);
            var about = speed * (1 + 0.1 * _dice.Normal());
            (_u[i], _v[i]) = ((float)(about * Math.Sin(angle)), (float)(about * Math.Cos(angle)));
        }
    }

    private void Advance(float seconds, MotionModel motion)
    {
        Time = Time.PlusSeconds(seconds);
        var calm = Noise.Of(MotionModel.Calm.Over(seconds));
        var silentNow = 1 - MathF.Exp(-seconds / MuteFor);
        var step = RoadwayStep.Of(seconds);
        var walked = 0f;
        Span<float> keeps = stackalloc float[Count];
        for (var i = 0; i < Count; i++)
        {
            if (_dice.Even() < silentNow) _mute[i] = _dice.Even() < Mute;
            var way = _edge[i] < 0 ? InArea(i, calm, seconds) : OnRoadway(i, step, motion);
            keeps[i] = MathF.Exp(-way / (float)RadioModel.ShadowLength);
            walked += _weight[i] * keeps[i];
        }
        const float whole = (float)(RadioModel.ShadowSigma * RadioModel.ShadowSigma);
        var eights = MemoryMarshal.Cast<float, Vector256<float>>(keeps);
        foreach (var shadow in _shadows)
        {
            var stays = MathF.Exp(-seconds / (float)(_ground.MapOf(shadow.Anchor) is not null ? RadioModel.MappedShadowMemory : RadioModel.ShadowMemory));
            var means = MemoryMarshal.Cast<float, Vector256<float>>(shadow.Mean.AsSpan());
            for (var i = 0; i < eights.Length; i++) means[i] *= eights[i] * stays;
            var kept = walked * walked * stays * stays;
            shadow.Variance = shadow.Variance * kept + whole * (1 - kept);
        }
    }

    private float InArea(int i, in Noise noise, float seconds)
    {
        var (n1, n2) = (_dice.Normal(), _dice.Normal());
        var (dx, dy) = (noise.B * _u[i] + noise.S * n1, noise.B * _v[i] + noise.S * n2);
        _u[i] = noise.A * _u[i] + noise.C * n1 + noise.D * _dice.Normal();
        _v[i] = noise.A * _v[i] + noise.C * n2 + noise.D * _dice.Normal();
        if (_plan.Areas[~_edge[i]].Contains(_x[i] + dx, _y[i] + dy)) (_x[i], _y[i]) = (_x[i] + dx, _y[i] + dy);
        else (_u[i], _v[i], dx, dy) = (-_u[i], -_v[i], 0, 0);
        if (_dice.Even() < seconds / 10) Leave(i);
        return MathF.Sqrt(dx * dx + dy * dy);
    }

    /// <summary>Who stands at a portal may go out into a roadway.</summary>
    private void Leave(int i)
    {
        foreach (var portal in _plan.Portals)
        {
            if (portal.Area != ~_edge[i] || Math.Abs(portal.Place.X - _x[i]) > 4 || Math.Abs(portal.Place.Y - _y[i]) > 4) continue;
            var ways = _plan.Network.Junctions[portal.Junction].Edges;
            Enter(i, ways[Math.Min((int)(_dice.Even() * ways.Length), ways.Length - 1)], portal.Junction, 0.1f, WalkingPace());
            _gait[i] = Gait.Walks;
            return;
        }
    }

    /// <summary>Moves a particle along roadways. Returns how far it has left its shadows behind, metres: who stands has not, however he shifts about.</summary>
    private float OnRoadway(int i, in RoadwayStep step, in MotionModel motion)
    {
        if (_dice.Even() < step.ChangeOf(_gait[i])) Change(i, motion);
        else if (_gait[i] == Gait.Rides) _u[i] += RideWander * step.Root * _dice.Normal();
        if (_gait[i] == Gait.Stands)
        {
            Shift(i, 0.3f * step.Root * _dice.Normal());
            return 0;
        }
        var way = _u[i] * step.Seconds;
        Shift(i, way);
        return Math.Abs(way);
    }

    private void Change(int i, in MotionModel motion)
    {
        if (_gait[i] != Gait.Stands)
        {
            (_gait[i], _u[i]) = (Gait.Stands, 0);
            return;
        }
        var rides = !motion.OnFoot || _dice.Even() < RidersShare && _plan.Roadways[_plan.Network.Edges[_edge[i]].Roadway].Use is "haulage" or "shaft" or "incline" or "conveyor";
        _gait[i] = rides ? Gait.Rides : Gait.Walks;
        _u[i] = MathF.CopySign(rides ? 4 + _dice.Normal() : WalkingPace(), _dice.Even() - 0.5f);
    }

    private float WalkingPace() => Math.Clamp(1.2f + 0.2f * _dice.Normal(), SlowestWalk, FastestWalk);

    private float Along(int i, double course)
    {
        var tangent = _plan.Roadways[_plan.Network.Edges[_edge[i]].Roadway].Line.TangentAt(_x[i]);
        return (float)(Math.Sin(course) * tangent.X + Math.Cos(course) * tangent.Y);
    }

    /// <summary>Moves a particle along the network, metres towards growing offset, choosing at each junction.</summary>
    private void Shift(int i, float metres)
    {
        var x = _x[i] + metres;
        for (var hops = 0; hops < 20; hops++)
        {
            ref readonly var edge = ref _plan.Network.Edges.ItemRef(_edge[i]);
            if (x >= edge.From && x <= edge.To)
            {
                _x[i] = x;
                return;
            }
            var atTo = x > edge.To;
            var (junction, excess) = atTo ? (edge.JunctionTo, x - (float)edge.To) : (edge.JunctionFrom, (float)edge.From - x);
            if (!_ground.Crossings.Choose(edge.Index, atTo, _dice.Even(), out var next))
            {
                // A dead end: one stands there, or has turned round.
                _x[i] = (float)(atTo ? edge.To : edge.From);
                (_gait[i], _u[i]) = (_gait[i] == Gait.Rides ? Gait.Rides : Gait.Stands, 0);
                return;
            }
            if (next < 0)
            {
                var place = _plan.Network.Junctions[junction].Place;
                PutThrough(i, ~next, place);
                return;
            }
            Enter(i, next, junction, excess, _u[i]);
            var entered = _plan.Network.Edges[next];
            if (excess <= entered.Length) return;
            x = entered.JunctionFrom == junction ? (float)entered.From + excess : (float)entered.To - excess;
        }
    }

    private void Enter(int i, int next, int junction, float excess, float speed)
    {
        var edge = _plan.Network.Edges[next];
        var forward = edge.JunctionFrom == junction;
        var inside = Math.Min(excess, (float)edge.Length);
        (_edge[i], _x[i]) = (next, forward ? (float)edge.From + inside : (float)edge.To - inside);
        _u[i] = forward ? Math.Abs(speed) : -Math.Abs(speed);
    }

    private void PutThrough(int i, int area, Point3 portal)
    {
        var inside = _plan.Areas[area].Confine(portal);
        (_edge[i], _x[i], _y[i]) = (~area, (float)inside.X, (float)inside.Y);
        (_u[i], _v[i]) = ((float)MotionModel.Calm.Speed * _dice.Normal(), (float)MotionModel.Calm.Speed * _dice.Normal());
    }

    /// <summary>What of a step along roadways is the same for all particles: seconds, their root, and the chances that one stops standing, walking, riding.</summary>
    private readonly record struct RoadwayStep(float Seconds, float Root, float Standing, float Walking, float Riding)
    {
        public static RoadwayStep Of(float seconds)
        {
            return new(seconds, MathF.Sqrt(seconds), Chance(Cloud.Standing), Chance(Cloud.Walking), Chance(Cloud.Riding));

            float Chance(float mean) => 1 - MathF.Exp(-seconds / mean);
        }

        public float ChangeOf(Gait gait) => gait switch { Gait.Stands => Standing, Gait.Walks => Walking, _ => Riding };
    }

    /// <summary>One step of a motion model as a particle takes it: x += B u + S n₁, u = A u + C n₁ + D n₂.</summary>
    private readonly record struct Noise(float A, float B, float S, float C, float D)
    {
        public static Noise Of(in MotionStep step)
        {
            // Cholesky factor of the covariance of (place, speed).
            var l11 = Math.Sqrt(step.Qss);
            var l21 = l11 > 0 ? step.Qsv / l11 : 0;
            return new((float)step.A, (float)step.B, (float)l11, (float)l21, (float)Math.Sqrt(Math.Max(0, step.Qvv - l21 * l21)));
        }
    }
}
