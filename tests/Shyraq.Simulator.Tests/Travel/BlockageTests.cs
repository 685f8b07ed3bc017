using CsCheck;
using Shyraq.Simulator.Travel;
using Xunit;

namespace Shyraq.Simulator.Tests.Travel;

public sealed class BlockageTests
{
    [Fact]
    public void Where_nothing_lies_one_is_never_held_up_not_even_by_a_rounding() => Gen.Select(Gen.Double[0, 500], Gen.Double[0, 500]).Sample((from, to) =>
    {
        var blocked = new Blockage();
        Assert.Equal(double.PositiveInfinity, blocked.FreeAhead(3, from, to));
        Assert.False(blocked.Lies(3, from, to));
    });

    [Fact]
    public void One_comes_up_to_what_lies_there_from_both_sides_and_no_further_and_may_always_turn_back() => Gen.Select(Gen.Double[0, 100], Gen.Double[100, 119], Gen.Double[120, 200]).Sample((from, edge, to) =>
    {
        var blocked = new Blockage();
        blocked.Add(3, edge, 120);
        Assert.Equal(edge - from, blocked.FreeAhead(3, from, to), 9);
        Assert.Equal(to - 120, blocked.FreeAhead(3, to, from), 9);
        Assert.Equal(0, blocked.FreeAhead(3, edge, to));
        Assert.Equal(double.PositiveInfinity, blocked.FreeAhead(3, edge, from));
        Assert.False(blocked.Lies(3, edge, from));
        Assert.True(blocked.Lies(3, from, to));
        Assert.False(blocked.Lies(4, from, to));
    });
}
