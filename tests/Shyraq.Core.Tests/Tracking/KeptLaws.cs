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
        Gen.Enum<EvidenceKind>(), Gen.Long[0, 1_000_000_000], Gen.Int[-1, 200], Gen.Double[-1000, 1000], Gen.Double[4e-4, 1e6], Gen.Double[0, 1e6], Gen.Select(Gen.Bool, Gen.SByte),
        (kind, time, anchor, value, variance, gap, more) => new Evidence(
            kind, Drawn.Start.PlusSeconds(time / 1e6), anchor, anchor - 1, value, variance, kind == EvidenceKind.Fix ? new(5e6 + value, value, 3) : default, more.Item1, gap, more.Item2));

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
    public void What_was_heard_is_shown_to_what_it_is_kept_to() => Gen.Select(
        Gen.Double[-1e7, 1e7], Gen.Double[-1e8, 1e8], Gen.Double[-1e8, 1e8], Gen.Double[0, 360].Nullable()).Sample((value, x, y, given) =>
    {
        // Positions: as far out as a plan may lie, whose coordinates may carry the number of their zone.
        Near(0.05, Said(new FixSighting(Drawn.Start, Drawn.Start, T, new(x), new(y), null, null)), (x, "m"), (y, "m"));
        Near(0.005, Said(new RangeSighting(Drawn.Start, Drawn.Start, T, A, new(Math.Abs(value)), null, null, null)), (Math.Abs(value), "m"));
        Near(0.005, Said(new TdoaSighting(Drawn.Start, Drawn.Start, T, A, A, new(value), null)), (value, "m"));
        Near(0.005, Said(new RssiSighting(Drawn.Start, Drawn.Start, T, A, new(value))), (value, "dBm"));
        Near(0.005, Said(new StatusSighting(Drawn.Start, Drawn.Start, T, given is { } volts ? new(volts) : null, null, null)), [.. Given(given, "V")]);
        Near(0.005, Said(new MotionSighting(Drawn.Start, Drawn.Start, T, given is { } pace ? new(pace) : null, null, new(Math.Abs(value) % 360), null)), [.. Given(given, "m/s"), (Math.Abs(value) % 360, "°")]);
        Near(0.005, Said(new MotionSighting(Drawn.Start, Drawn.Start, T, null, null, given is { } way ? new(way) : null, null)), [.. Given(given, "°")]);
    });

    [Fact]
    public void What_is_too_large_to_be_kept_is_not_shown_as_another_number()
    {
        Assert.Equal("", Said(new RangeSighting(Drawn.Start, Drawn.Start, T, A, new(1e9), null, null, null)));
        Assert.Equal("7 m", Said(new FixSighting(Drawn.Start, Drawn.Start, T, new(-1e9), new(7), null, null)));
    }

    [Fact]
    public void When_and_by_whom_it_was_heard_and_what_the_tag_said_is_kept() => Gen.Select(
        Gen.Long[-62_000_000_000, 60_000_000_000], Gen.Bool.Nullable(), Gen.Bool.Nullable()).Sample((arrived, still, sos) =>
    {
        var at = new Instant(arrived * 1_000_000 + 1);
        var heard = Remembered.Of(new SeenSighting(Drawn.Start, at, T, A), "A").ToHeard();
        Assert.Equal(("seen", "A", Drawn.Start, Math.Clamp(at.UnixMicroseconds, -(1L << 55) + 1, (1L << 55) - 1)), (heard.Kind, heard.Anchor, heard.Time, heard.Arrived.UnixMicroseconds));
        var said = Remembered.Of(new StatusSighting(Drawn.Start, at, T, null, sos, still), null);
        Assert.Equal((7, null), (said.Kind, said.Anchor));
        Assert.Equal(string.Join(", ", new[] { sos is { } s ? s ? "SOS" : "no SOS" : null, still is { } rests ? rests ? "still" : "moving" : null }.OfType<string>()), said.ToHeard().Value);
    });

    private static readonly TagId T = new("T");
    private static readonly AnchorId A = new("A");

    private static string Said(Sighting sighting) => Remembered.Of(sighting, null).ToHeard().Value;

    private static IEnumerable<(double, string)> Given(double? value, string unit) => value is { } given ? [(given, unit)] : [];

    private static void Near(double half, string said, params (double Value, string Unit)[] expected)
    {
        var numbers = said.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(number => number.Split(' ')).ToArray();
        Assert.Equal(expected.Select(one => one.Unit), numbers.Select(number => number[1]));
        foreach (var ((value, _), number) in expected.Zip(numbers)) Assert.Equal(value, double.Parse(number[0], CultureInfo.InvariantCulture), half + 1e-6);
    }

    private static Evidence Rounded(Evidence of) => of with { Value = (float)of.Value, Variance = (float)of.Variance, Gap = (float)of.Gap };
}
