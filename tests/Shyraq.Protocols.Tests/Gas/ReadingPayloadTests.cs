using System.Text;
using CsCheck;
using Shyraq.Core.Gas;
using Shyraq.Core.Sightings;
using Shyraq.Protocols.Gas;
using Shyraq.Protocols.Tests.Plan;
using Xunit;

namespace Shyraq.Protocols.Tests.Gas;

public sealed class ReadingPayloadTests
{
    private static readonly byte[] Vendors = File.ReadAllBytes(Path.Combine(TestData.OfRepository("readings"), "vendors.ndjson"));

    [Fact]
    public void What_vendors_write_becomes_a_value_or_none_and_a_status()
    {
        var read = ReadingPayload.Decode(Vendors).Readings.ToDictionary(one => one.Sensor ?? one.Tag!.Value.Value);
        void Is(string id, double? value, ReadingStatus status, GasUnit? unit = null) => Assert.Equal((value, status, unit), (read[id].Value, read[id].Status, read[id].Unit));
        Is("CH4-1", 0.35, ReadingStatus.Ok, GasUnit.Percent);
        Is("CH4-2", 0.35, ReadingStatus.Ok, GasUnit.Percent);
        Is("CH4-3", null, ReadingStatus.Fault, GasUnit.Percent);
        // 999 ppm of carbon monoxide is a fire: believed, unless the sensor says that it is broken.
        Is("CO-1", 999, ReadingStatus.Ok, GasUnit.Ppm);
        Is("CO-2", null, ReadingStatus.Fault, GasUnit.Ppm);
        Is("CO-3", null, ReadingStatus.Fault, GasUnit.Ppm);
        Is("CO-4", null, ReadingStatus.Fault);
        Is("CO-5", null, ReadingStatus.Fault);
        Is("CH4-4", -0.02, ReadingStatus.Ok, GasUnit.Percent);
        Is("L17", 20.9, ReadingStatus.Ok);
        Is("CH4-5", 5, ReadingStatus.OverRange);
        Is("CH4-6", 0.5, ReadingStatus.Calibrating);
        Is("CH4-7", 0.5, ReadingStatus.Unknown);
        Is("AIR-1", 1.4, ReadingStatus.Ok, GasUnit.MetresPerSecond);
        Is("CH4-8", null, ReadingStatus.Fault);
        Assert.Equal(Quantity.O2, read["L17"].Quantity);
        Assert.Equal(15, read.Count);
    }

    [Fact]
    public void What_cannot_be_used_is_refused_by_name_with_its_line()
    {
        var payload = ReadingPayload.Decode(Vendors);
        Assert.Equal(
            [(16, RefusalReason.BadValue, "value"), (17, RefusalReason.BadValue, "time"), (18, RefusalReason.MissingProperty, "sensor"), (19, RefusalReason.BadValue, "tag"),
                (20, RefusalReason.MissingProperty, "quantity"), (21, RefusalReason.BadValue, "quantity"), (22, RefusalReason.BadValue, "unit"), (23, RefusalReason.BadValue, "value"),
                (24, RefusalReason.MissingProperty, "time"), (25, RefusalReason.NotJson, null), (26, RefusalReason.NotAnObject, null), (27, RefusalReason.NotJson, null)],
            payload.Refusals.Select(one => (one.Line!.Value, one.Reason, one.Property)));
        Assert.Equal(12, payload.RefusedCounts.Values.Sum());
    }

    [Fact]
    public void An_array_says_the_same_as_its_lines()
    {
        var lines = Encoding.UTF8.GetString(Vendors).Split('\n').Take(16);
        var array = ReadingPayload.Decode(Encoding.UTF8.GetBytes($"[{string.Join(",", lines)}]"));
        Assert.Equal(ReadingPayload.Decode(Vendors).Readings, array.Readings);
        Assert.Equal(RefusalReason.BadValue, Assert.Single(array.Refusals).Reason);
    }

    [Fact]
    public void No_bytes_make_it_throw() => Gen.Select(Gen.Int[0, Vendors.Length - 1], Gen.Byte, Gen.Int[0, Vendors.Length]).Sample((at, change, end) =>
    {
        var bytes = Vendors.ToArray();
        bytes[at] = change;
        var payload = ReadingPayload.Decode(bytes.AsSpan(0, end));
        Assert.All(payload.Readings, one => Assert.True(one.Sensor is null != one.Tag is null && (one.Value is null || double.IsFinite(one.Value.Value))));
    }, iter: 2000);
}
