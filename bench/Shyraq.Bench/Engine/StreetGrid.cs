using Shyraq.Core.Plan;
using Shyraq.Core.Units;

namespace Shyraq.Bench.Engine;

/// <summary>A mine of any size: straight roadways across and along that meet every 120 m, an anchor every 60 m.</summary>
internal sealed class StreetGrid
{
    /// <summary>Metres from junction to junction, and from anchor to anchor.</summary>
    public const double Block = 120, AnchorEvery = 60;

    /// <summary>Strength at one metre, dBm, and how far a zonal reader reads, metres.</summary>
    public const double StrengthAt1m = -59, ReadRadius = 12;

    private readonly Anchor[][] _byStreet;

    /// <param name="kilometres">About so much roadway.</param>
    public StreetGrid(double kilometres, AnchorTechnology technology = AnchorTechnology.Uwb)
    {
        // 2 n streets of (n − 1) blocks.
        Technology = technology;
        Streets = Math.Max(2, (int)Math.Round(0.5 + Math.Sqrt(0.25 + 1000 * kilometres / (2 * Block))));
        Length = (Streets - 1) * Block;
        var roadways = new List<Roadway>();
        var anchors = new Dictionary<(int, int), Anchor>();
        _byStreet = new Anchor[2 * Streets][];
        for (var i = 0; i < 2 * Streets; i++)
        {
            var (across, street) = (i < Streets, i % Streets);
            roadways.Add(new(new($"R{i}"), $"R{i}", "L", "travel", Air.Intake, new(5), new(3), new(Enumerable.Range(0, Streets).Select(k => Place(across, street, k * Block, 0)))));
            _byStreet[i] = [.. Enumerable.Range(0, 2 * Streets - 1).Select(k =>
            {
                // At junctions both streets have the same anchor.
                var key = across ? (k, 2 * street) : (2 * street, k);
                if (!anchors.TryGetValue(key, out var anchor))
                    anchors.Add(key, anchor = new(new($"A-{key.Item1}-{key.Item2}"), Place(across, street, k * AnchorEvery, 1.5) + new Point3(0, 0, 1), technology, new Dbm(StrengthAt1m), 2, new Metres(ReadRadius)));
                return anchor;
            })];
        }
        Plan = new(new("streets"), "Streets", "local", "UTC", 1, new([.. roadways], [], [.. anchors.Values], [], [], []));
    }

    public MinePlan Plan { get; }

    public AnchorTechnology Technology { get; }

    /// <summary>Streets across, and as many along.</summary>
    public int Streets { get; }

    /// <summary>Of each street, metres.</summary>
    public double Length { get; }

    /// <summary>A place in a street, so many metres beside its line.</summary>
    public Point3 Place(bool across, int street, double offset, double aside) =>
        across ? new(offset, street * Block + aside, 0) : new(street * Block + aside, offset, 0);

    /// <summary>The k-th anchor of a street; null beyond its ends.</summary>
    public Anchor? AnchorAt(bool across, int street, int k)
    {
        var anchors = _byStreet[across ? street : Streets + street];
        return k >= 0 && k < anchors.Length ? anchors[k] : null;
    }
}
