using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>Two tags that went down together and have been together since.</summary>
internal sealed class Twins(TagId a, TagId b, Instant since)
{
    /// <summary>Of pairs that come from the shaft together so many are one person with two tags, as far as nothing is known: 1 in 1,000.</summary>
    private const double Prior = 1e-3;

    /// <summary>From this chance on it is told; below the other the pair is let go.</summary>
    private const double Told = 0.95, LetGo = 1e-5;

    /// <summary>And not before they were together for this long, seconds, this far, metres, and on so many occasions.</summary>
    private const double LeastTime = 30 * 60, LeastWay = 200;
    private const int LeastOccasions = 8;

    /// <summary>One occasion changes the odds by this factor at most: colleagues who walk side by side once are not two tags in one pocket.</summary>
    private const double MostFactor = 4;

    /// <summary>How far companions walk apart, 1-sigma in each direction of the plane, metres; and how far two tags on one body are, beside the errors of the radios.</summary>
    private const double Companions = 4, Body = 0.5;

    /// <summary>A new occasion: both have gone on by this, metres, and so much time has passed, seconds.</summary>
    private const double NextPlace = 20, NextTime = 60;

    private double _logOdds = Math.Log(Prior / (1 - Prior));
    private Point3 _placeA, _placeB;
    private Instant _at;

    public TagId A { get; } = a;

    public TagId B { get; } = b;

    public Instant Since { get; } = since;

    /// <summary>How often they were looked at in a new place.</summary>
    public int Occasions { get; private set; }

    /// <summary>How far they went together, metres.</summary>
    public double Way { get; private set; }

    /// <summary>The greatest distance between them then, metres.</summary>
    public double Farthest { get; private set; }

    /// <summary>Somebody has looked: they are two people.</summary>
    public bool IsSettled { get; set; }

    /// <summary>That one person carries both, 0..1.</summary>
    public double Chance => 1 / (1 + Math.Exp(-_logOdds));

    /// <summary>Enough is known to tell it.</summary>
    public bool IsTold(Instant now) => !IsSettled && Chance >= Told && Occasions >= LeastOccasions && Way >= LeastWay && now.SecondsSince(Since) >= LeastTime;

    /// <summary>
    /// Takes a look at where both are. Wald's sequential test (1945): the distance of two tags on one body is that of the errors of the radios alone, that of
    /// companions has their own spread beside it; both are Rayleigh-distributed in the plane. Only a new place is a new occasion.
    /// </summary>
    /// <param name="sigma">Of the distance by the errors of both fixes, in each direction of the plane, metres.</param>
    /// <returns>False when they are apart.</returns>
    public bool Look(Point3 placeA, Point3 placeB, double sigma, Instant now)
    {
        var distance = Point3.Distance(placeA, placeB);
        var one = sigma * sigma + Body * Body;
        var two = one + Companions * Companions;
        // Beyond what four standard deviations explain on one body, and not by a little.
        if (distance > Math.Max(10, 4 * Math.Sqrt(one))) return false;
        if (Occasions == 0 && _at == default) (_placeA, _placeB, _at) = (placeA, placeB, now);
        var way = Math.Min(Point3.Distance(placeA, _placeA), Point3.Distance(placeB, _placeB));
        if (way < NextPlace || now.SecondsSince(_at) < NextTime) return true;
        (_placeA, _placeB, _at) = (placeA, placeB, now);
        Occasions++;
        Way += way;
        Farthest = Math.Max(Farthest, distance);
        // ln of d/one·exp(−d²/2·one) over d/two·exp(−d²/2·two)
        var evidence = Math.Log(two / one) - distance * distance / 2 * (1 / one - 1 / two);
        _logOdds = Math.Min(_logOdds + Math.Clamp(evidence, -Math.Log(MostFactor * MostFactor), Math.Log(MostFactor)), 12);
        return Chance >= LetGo;
    }

    public void Write(StateWriter to)
    {
        to.Write(A.Value);
        to.Write(B.Value);
        to.Write(Since);
        to.Write(_logOdds);
        to.Write(_placeA);
        to.Write(_placeB);
        to.Write(_at);
        to.Write((long)Occasions);
        to.Write(Way);
        to.Write(Farthest);
        to.Write(IsSettled);
    }

    public static Twins Read(ref StateReader from) => new(new(from.ReadText() ?? ""), new(from.ReadText() ?? ""), from.ReadInstant())
    {
        _logOdds = from.ReadDouble(),
        _placeA = from.ReadPoint(),
        _placeB = from.ReadPoint(),
        _at = from.ReadInstant(),
        Occasions = (int)from.ReadLong(),
        Way = from.ReadDouble(),
        Farthest = from.ReadDouble(),
        IsSettled = from.ReadBool(),
    };
}
