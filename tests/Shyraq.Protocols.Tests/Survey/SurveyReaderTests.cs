using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Survey;
using Xunit;

namespace Shyraq.Protocols.Tests.Survey;

public sealed class SurveyReaderTests
{
    private const string Header = "survey,anchor,x,y,z,dbmMean,dbmSd,samples\n";

    [Fact]
    public void A_row_is_a_place_with_the_strength_heard_there() =>
        Assert.Equal([new SurveyPoint(new AnchorId("sensor10"), new Point3(0.16, 15.33, 1.85), new Dbm(-78.3), 8.06, 3441)],
            Drawn.Rows(SurveyReader.Read(Drawn.Stream(Header + "set_1,sensor10,0.16,15.33,1.85,-78.30,8.06,3441\n"))));

    [Theory]
    [InlineData("s,,1,2,3,-70,1,10", "anchor")]
    [InlineData("s,A,1,2,3,loud,1,10", "dbmMean")]
    [InlineData("s,A,1,2,3,-70,-1,10", "dbmSd")]
    [InlineData("s,A,1,2,3,-70,1,0", "samples")]
    [InlineData("s,A,1,2,3,-70,1,2.5", "samples")]
    [InlineData("s,A,1,2,3,-70,1,9e99", "samples")]
    public void A_fault_names_its_column(string row, string property)
    {
        var fault = Assert.Single(Drawn.Faults(SurveyReader.Read(Drawn.Stream(Header + row))));
        Assert.Equal((2, property), (fault.Line, fault.Property));
    }
}
