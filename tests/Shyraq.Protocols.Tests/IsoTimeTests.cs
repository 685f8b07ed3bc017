using System.Globalization;
using System.Text;
using CsCheck;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Protocols.Tests;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2026-01-31T08:00:00Z", "2026-01-31T08:00:00.000000Z")]
    [InlineData("2026-01-31T08:00:00.1Z", "2026-01-31T08:00:00.100000Z")]
    [InlineData("2026-01-31T08:00:00.1234567Z", "2026-01-31T08:00:00.123456Z")]
    [InlineData("2026-01-31T13:00:00.5+05:00", "2026-01-31T08:00:00.500000Z")]
    [InlineData("2026-01-31T04:30:00-03:30", "2026-01-31T08:00:00.000000Z")]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000000Z")]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000Z")]
    [InlineData("2200-12-31T23:59:59Z", "2200-12-31T23:59:59.000000Z")]
    public void A_time_is_read_in_UTC_and_cut_to_the_microsecond(string text, string expected)
    {
        Assert.True(IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal(expected, time.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T08:00Z")]
    [InlineData("2026-01-31T08:00:00")]
    [InlineData("2026-01-31T08:00:00.Z")]
    [InlineData("2026-01-31T08:00:00.12345678Z")]
    [InlineData("2026-01-31T08:00:00,5Z")]
    [InlineData("2026-02-29T08:00:00Z")]
    [InlineData("2026-13-01T08:00:00Z")]
    [InlineData("2026-00-01T08:00:00Z")]
    [InlineData("2026-01-00T08:00:00Z")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T08:60:00Z")]
    [InlineData("2026-01-31T08:00:60Z")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("1970-01-01T00:00:00+01:00")]
    [InlineData("2201-01-01T00:00:00Z")]
    [InlineData("2026-01-31T08:00:00+0500")]
    [InlineData("2026-01-31T08:00:00+05:60")]
    [InlineData("2026-01-31T08:00:00ZZ")]
    [InlineData("2O26-01-31T08:00:00Z")]
    [InlineData("2026-01-31T08:00:00.5 ")]
    public void What_is_no_sane_time_is_not_read(string text) => Assert.False(IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Every_instant_from_1970_to_2200_is_written_and_read_again() =>
        Gen.Long[0, 7_289_654_399_999_999].Sample(micros =>
        {
            Span<byte> text = stackalloc byte[IsoTime.Length];
            IsoTime.Write(new Instant(micros), text);
            return IsoTime.TryParse(text, out var read) && read.UnixMicroseconds == micros
                && DateTimeOffset.Parse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture) == read.ToDateTimeOffset();
        });
}
