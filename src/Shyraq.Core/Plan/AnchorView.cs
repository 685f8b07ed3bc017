using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Plan;

/// <summary>What one anchor reaches of one edge. Offsets are metres on the edge's roadway.</summary>
/// <param name="Edge">Index of the edge.</param>
/// <param name="ViaFrom">Radio way along the roadways from the anchor to the edge's <c>From</c> end, metres (+∞ when not within reach).</param>
/// <param name="ViaTo">The same to its <c>To</c> end.</param>
/// <param name="FootOffset">Offset of the anchor's foot when the foot lies on this edge; NaN otherwise.</param>
/// <param name="FootDistance">Distance of the anchor from its foot, metres.</param>
/// <param name="Visible">The stretches that the anchor sees in a straight line, ascending and disjoint.</param>
public sealed record EdgeView(int Edge, double From, double To, double ViaFrom, double ViaTo, double FootOffset, double FootDistance, ImmutableArray<(double From, double To)> Visible)
{
    // Mostly there is one stretch, and where it is needs no look elsewhere.
    private readonly (double From, double To) _first = Visible.IsEmpty ? (double.NaN, double.NaN) : Visible[0];
    private readonly bool _seesMore = Visible.Length > 1;

    /// <summary>The anchor sees this offset in a straight line.</summary>
    public bool Sees(double offset)
    {
        if (offset >= _first.From && offset <= _first.To) return true;
        if (!_seesMore) return false;
        foreach (var (from, to) in Visible)
            if (offset >= from && offset <= to) return true;
        return false;
    }

    internal void Fetch() => Core.Fetch.Head(this, size: 96);

    /// <summary>Length of the radio's way to the nearest place of the edge, metres.</summary>
    internal double Nearest => double.IsNaN(FootOffset) ? Math.Min(ViaFrom, ViaTo) : FootDistance;

    /// <summary>Length of the radio's way along the roadways to this offset, metres.</summary>
    public double NetworkDistance(double offset)
    {
        var best = Math.Min(ViaFrom + (offset - From), ViaTo + (To - offset));
        return double.IsNaN(FootOffset) ? best : Math.Min(best, FootDistance + Math.Abs(offset - FootOffset));
    }
}

/// <summary>A way by which an anchor that stands elsewhere is heard in an open area.</summary>
/// <param name="Area">Index of the area.</param>
/// <param name="Portal">The portal that the radio comes through.</param>
/// <param name="Way">Length of the radio's way from the anchor to the portal, metres.</param>
public readonly record struct WayIn(int Area, Point3 Portal, double Way);

/// <summary>What one anchor can reach of the network: computed once for a plan.</summary>
public sealed class AnchorView
{
    /// <summary>Farther than this along the roadways no radio of ours is heard, metres.</summary>
    public const double Reach = 400;

    // The numbers of Edges, and what is reached of them, the nearest first: of those it is asked most, and they lie in one line of memory.
    private readonly int[] _edges;
    private readonly EdgeView[] _views;

    public AnchorView(Anchor anchor, NetworkPosition? foot, double footDistance, int? area, ImmutableArray<EdgeView> edges, ImmutableArray<WayIn> waysIn)
    {
        (Anchor, Place, Foot, FootDistance, Area, Edges, WaysIn) = (anchor, anchor.Place, foot, footDistance, area, edges, waysIn);
        _views = [.. edges.OrderBy(e => e.Nearest)];
        _edges = [.. _views.Select(e => e.Edge)];
    }

    public Anchor Anchor { get; }

    /// <summary>Where that hangs.</summary>
    public Point3 Place { get; }

    /// <summary>The nearest place on the network when within 15 m of it; null when the anchor hangs in no roadway.</summary>
    public NetworkPosition? Foot { get; }

    /// <summary>Distance from the anchor to its foot, metres.</summary>
    public double FootDistance { get; }

    /// <summary>Index of the open area that it stands in or beside (within 15 m), if any.</summary>
    public int? Area { get; }

    /// <summary>The edges within <see cref="Reach"/>.</summary>
    public ImmutableArray<EdgeView> Edges { get; }

    /// <summary>The ways within <see cref="Reach"/> into open areas other than its own.</summary>
    public ImmutableArray<WayIn> WaysIn { get; }

    /// <summary>The shortest way to a place in an area other than its own; false when there is none within <see cref="Reach"/>.</summary>
    /// <param name="way">Through which portal, and the whole length of the radio's way, metres.</param>
    public bool IsHeardIn(int area, Point3 place, out (Point3 Portal, double Length) way)
    {
        way = (default, Reach);
        foreach (var wayIn in WaysIn)
        {
            if (wayIn.Area != area) continue;
            var length = wayIn.Way + Point3.Distance(wayIn.Portal, place);
            if (length < way.Length) way = (wayIn.Portal, length);
        }
        return way.Length < Reach;
    }

    /// <summary>The same view of an anchor of which something else is known better.</summary>
    internal AnchorView With(Anchor anchor) => anchor == Anchor ? this : new(anchor, Foot, FootDistance, Area, Edges, WaysIn);

    internal void Fetch() => Core.Fetch.Head(this, size: 112);

    /// <summary>Fetches what <see cref="Of"/> reads of a near edge.</summary>
    internal void FetchNearest()
    {
        Core.Fetch.Item(_edges, 0, 1);
        Core.Fetch.Item(_views, 0, 1);
    }

    /// <summary>The view of one edge, or null when it is out of reach.</summary>
    public EdgeView? Of(int edge) => _edges.AsSpan().IndexOf(edge) is >= 0 and var at ? _views[at] : null;
}
