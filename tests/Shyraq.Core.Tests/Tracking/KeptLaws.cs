using System.Globalization;
using CsCheck;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>What is kept of each tag is kept shortly: it says the same all the same.</summary>
public sealed class KeptLaws
{
    private static readonly Gen<Evidence> Pieces = Gen.Select(
        Gen.Enum<EvidenceKind>(), Gen.Long[0, 1_000_000_000], Gen.Int[-1, 200], Gen.Double[-1000, 1000], Gen.Double[4e-4, 1e6], Gen.Double[0, 1e6], Gen.Bool,
        (kind, time, anchor, value, variance, gap, height) => new Evidence(
            kind, Drawn.Start.PlusSeconds(time / 1e6), anchor, anchor - 1, value, variance, kind == EvidenceKind.Fix ? new(5e6 + value, value, 3) : default, height, gap));

    [Fact]
    public void Recent_evidence_is_what_a_queue_of_the_newest_is() => Gen.Select(Gen.UShort[1, 20], Gen.Select(Gen.Int[0, 30], Pieces).Array[0, 60]).Sample((most, all) =>
    {
        var (recent, model) = (new RecentEvidence(most), new Queue<Evidence>());
        foreach (var (act, piece) in all)
        {
            if (act == 0)
            {
                recent.Clear();
                model.Clear();
            }
            if (model.Count == most) model.Dequeue();
            model.Enqueue(piece);
            recent.Add(piece);
            Assert.Equal(model.Select(Rounded), recent.CopyTo(new Evidence[most]).ToArray());
            Assert.Equal(Rounded(model.Last()), recent[recent.Count - 1]);
            Assert.Equal(model.Select(p => p.Time).Order(), recent.Unordered.ToArray().Select(p => p.Time).Order());
        }
    }, iter: 1_000);

    [Fact]
    public void What_was_heard_is_shown_to_the_hundredth() => Gen.Select(
        Gen.Long[-62_000_000_000, 60_000_000_000], Gen.Double[-1e7, 1e7], Gen.Double[-1e7, 1e7], Gen.Bool.Nullable(), Gen.Bool.Nullable()).Sample((arrived, x, y, still, sos) =>
    {
        var at = new Instant(arrived * 1_000_000 + 1);
        var heard = Remembered.Of(new FixSighting(Drawn.Start, at, new("T"), new(x), new(y), null, null), "A").ToHeard();
        Assert.Equal(("fix", "A", Drawn.Start, Math.Clamp(at.UnixMicroseconds, -(1L << 55) + 1, (1L << 55) - 1)), (heard.Kind, heard.Anchor, heard.Time, heard.Arrived.UnixMicroseconds));
        Assert.Equal([Shown(x), Shown(y)], heard.Value.Split(", ").Select(v => v.Split(' ')[0]));
        var said = Remembered.Of(new StatusSighting(Drawn.Start, at, new("T"), null, sos, still), null);
        Assert.Equal((7, null), (said.Kind, said.Anchor));
        Assert.Equal(string.Join(", ", new[] { sos is { } s ? s ? "SOS" : "no SOS" : null, still is { } rests ? rests ? "still" : "moving" : null }.OfType<string>()), said.ToHeard().Value);
    });

    private static Evidence Rounded(Evidence of) => of with { Value = (float)of.Value, Variance = (float)of.Variance, Gap = (float)of.Gap };

    private static string Shown(double value) => (Math.Round(100 * value, MidpointRounding.AwayFromZero) / 100 + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
}
