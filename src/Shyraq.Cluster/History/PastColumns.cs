using Shyraq.Core.History;
using Shyraq.Core.Units;

namespace Shyraq.Cluster.History;

/// <summary>The fixes of one tag as columns of whole numbers: hundreds of thousands of fixes go into one answer, and most of each is not asked for.</summary>
/// <param name="from">The times are counted from here.</param>
public sealed class PastColumns(string tag, Instant from)
{
    /// <summary>Whose fixes they are.</summary>
    public string Tag => tag;

    /// <summary>How many there are.</summary>
    public int Count => Times.Count;

    /// <summary>When each is, hundredths of a second.</summary>
    public List<long> Times { get; } = [];

    /// <summary>East, centimetres.</summary>
    public List<long> X { get; } = [];

    /// <summary>North, centimetres.</summary>
    public List<long> Y { get; } = [];

    /// <summary>Up, centimetres.</summary>
    public List<long> Z { get; } = [];

    /// <summary>The radius of 95 %, centimetres.</summary>
    public List<long> Radii { get; } = [];

    /// <summary>0 live, 1 inferred, 2 last known.</summary>
    public List<long> States { get; } = [];

    /// <summary>How many places mattered; 0 when one did.</summary>
    public List<long> Places { get; } = [];

    /// <summary>When the first is.</summary>
    public Instant First => from.PlusSeconds(Times[0] / 100.0);

    internal void Add(in TrackPoint point)
    {
        Times.Add((long)Math.Round(point.Time.SecondsSince(from) * 100));
        X.Add(Hundredths(point.Place.X));
        Y.Add(Hundredths(point.Place.Y));
        Z.Add(Hundredths(point.Place.Z));
        Radii.Add(Hundredths(point.Radius95));
        States.Add((int)point.State);
        Places.Add(point.Alternatives);
    }

    // Finer than the steps that it was kept in.
    private static long Hundredths(double metres) => (long)Math.Round(metres * 100);
}
