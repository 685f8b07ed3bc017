using System.Collections.Immutable;
using System.Text;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Simulator.Radios;
using Shyraq.Simulator.Travel;

namespace Shyraq.Simulator.Load;

/// <summary>Which UWB anchors are in sight from each stretch of 10 m: looked up instead of worked out, for a sighting must cost next to nothing.</summary>
public sealed class LoadField
{
    /// <summary>Length of a stretch, metres.</summary>
    internal const double Cell = 10;

    /// <summary>A tag ranges to this many anchors at a time.</summary>
    public const int MostAnchors = 4;

    private const double Farthest = 100;

    /// <summary>An anchor as a load generator needs it.</summary>
    internal readonly record struct Heard(Point3 Place, byte[] Id);

    /// <summary>A stretch of roadway on which anchors are in sight all the way.</summary>
    internal sealed record Track(Polyline Line, double From, double To, Heard[][] Cells)
    {
        public Heard[] At(double offset) => Cells[Math.Clamp((int)((offset - From) / Cell), 0, Cells.Length - 1)];
    }

    public LoadField(MinePlan plan)
    {
        var reception = new Reception(new Ways(plan));
        var heard = plan.Anchors.Select(a => new Heard(a.Place, Encoding.UTF8.GetBytes(a.Id.Value))).ToArray();
        var tracks = ImmutableArray.CreateBuilder<Track>();
        var paths = new List<RadioPath>();
        foreach (var edge in plan.Network.Edges)
        {
            var line = plan.Roadways[edge.Roadway].Line;
            var cells = new List<Heard[]>();
            var start = edge.From;
            void Close(double end)
            {
                if (cells.Count > 1) tracks.Add(new Track(line, start, end, [.. cells]));
                cells.Clear();
            }
            for (var from = edge.From; from < edge.To; from += Cell)
            {
                var middle = Math.Min(from + Cell / 2, edge.To);
                reception.At(Spot.OnEdge(edge.Index, middle), line.PointAt(middle), paths);
                Heard[] near = [.. paths.Where(p => p.IsLineOfSight && p.Distance < Farthest && plan.Anchors[p.Anchor].Technology == AnchorTechnology.Uwb)
                    .OrderBy(p => p.Distance).ThenBy(p => p.Anchor).Take(MostAnchors).Select(p => heard[p.Anchor])];
                if (near.Length == 0) { Close(from); start = from + Cell; }
                else cells.Add(near);
            }
            Close(edge.To);
        }
        Tracks = tracks.ToImmutable();
    }

    /// <summary>Where tags can walk; empty when the plan has no UWB anchors in its roadways.</summary>
    internal ImmutableArray<Track> Tracks { get; }

    /// <summary>There is somewhere to walk in sight of an anchor.</summary>
    public bool IsUsable => !Tracks.IsEmpty;

    /// <summary>Ids of the tags, by number from 0.</summary>
    public static string TagOf(int number) => $"L{number + 1:00000}";
}
