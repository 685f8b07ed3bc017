using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Protocols.Truth;
using Xunit;

namespace Shyraq.Protocols.Tests.Truth;

public sealed class TruthReaderTests
{
    [Fact]
    public void Columns_are_found_by_name_and_others_are_ignored()
    {
        var rows = Drawn.Rows(TruthReader.Read(Drawn.Stream("\uFEFFnote,tag,\"time\",z,y,x,offset,roadway\r\n\"a, \"\"b\"\"\",T1,2026-01-31T08:00:00Z,3,2,1,12.5,R1\r\n\r\n,T1,2026-01-31T08:00:01Z,3,2,1,,\r\n"), Drawn.Mine));
        Assert.Equal(2, rows.Length);
        Assert.Equal((new TagId("T1"), new Point3(1, 2, 3), new NetworkPosition(0, 12.5)), (rows[0].Tag, rows[0].Place, rows[0].Position!.Value));
        Assert.Null(rows[1].Position);
    }

    [Fact]
    public void The_columns_of_the_network_may_be_absent() =>
        Assert.Single(Drawn.Rows(TruthReader.Read(Drawn.Stream("time,tag,x,y,z\n2026-01-31T08:00:00Z,T1,1,2,3"), Drawn.Mine)));

    [Theory]
    [InlineData("soon,T1,1,2,3,,", "time")]
    [InlineData("2026-01-31T08:00:00Z,,1,2,3,,", "tag")]
    [InlineData("2026-01-31T08:00:00Z,T1,NaN,2,3,,", "x")]
    [InlineData("2026-01-31T08:00:00Z,T1,1,1e999,3,,", "y")]
    [InlineData("2026-01-31T08:00:00Z,T1,1,2,,,", "z")]
    [InlineData("2026-01-31T08:00:00Z,T1,1,2,3,R9,1", "roadway")]
    [InlineData("2026-01-31T08:00:00Z,T1,1,2,3,R1,", "offset")]
    [InlineData("2026-01-31T08:00:00Z,T1,1,2,3,R1,101.5", "offset")]
    [InlineData("2026-01-31T08:00:00Z,T1,1,2,3", "")]
    [InlineData("2026-01-31T08:00:00Z,\"T1,1,2,3,,", "")]
    public void A_fault_names_its_line_and_column_and_the_next_line_is_read(string row, string property)
    {
        var lines = TruthReader.Read(Drawn.Stream($"time,tag,x,y,z,roadway,offset\n{row}\n2026-01-31T08:00:00Z,T1,1,2,3,,\n"), Drawn.Mine).ToArray();
        Assert.Equal(2, lines.Length);
        var fault = Assert.Single(Drawn.Faults(lines));
        Assert.Equal((2, property), (fault.Line, fault.Property));
        Assert.Contains("expected", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("time,tag,x,y", "z")]
    [InlineData("time,tag,x,y,z,z", "z")]
    public void A_header_without_a_needed_column_is_a_fault(string header, string property) =>
        Assert.Equal(property, Assert.Single(Drawn.Faults(TruthReader.Read(Drawn.Stream(header), Drawn.Mine))).Property);
}
