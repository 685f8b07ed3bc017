using System.Collections.Immutable;

namespace Shyraq.Core.Plan;

/// <summary>Finds where roadways open into open areas.</summary>
internal static class Portals
{
    /// <summary>A junction or end this near the edge of an area, in the plane, opens into it, metres.</summary>
    private const double Gap = 3;

    public static ImmutableArray<Portal> Find(Network network, ImmutableArray<OpenArea> areas)
    {
        var portals = ImmutableArray.CreateBuilder<Portal>();
        for (var a = 0; a < areas.Length; a++)
        {
            var (lowX, lowY, highX, highY) = Outline.Box(areas[a].Rings[0]);
            foreach (var junction in network.Junctions)
            {
                var (x, y, z) = junction.Place;
                if (x < lowX - Gap || x > highX + Gap || y < lowY - Gap || y > highY + Gap) continue;
                if (areas[a].SpansElevation(z) && areas[a].HorizontalDistance(x, y) <= Gap)
                    portals.Add(new Portal(a, junction.Index, junction.Place));
            }
        }
        return portals.ToImmutable();
    }

    /// <summary>For each junction the index of its first portal; −1 where there is none.</summary>
    public static int[] ByJunction(ImmutableArray<Portal> portals, int junctions)
    {
        var byJunction = new int[junctions];
        Array.Fill(byJunction, -1);
        for (var i = portals.Length - 1; i >= 0; i--) byJunction[portals[i].Junction] = i;
        return byJunction;
    }
}
