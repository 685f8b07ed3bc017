using Shyraq.Oracle.Radios;
using Shyraq.Simulator.Chances;
using Shyraq.Simulator.Radios;
using Xunit;

namespace Shyraq.Oracle.Tests;

/// <summary>The densities against what the simulator really draws.</summary>
public sealed class DensityTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(6, false)]
    public void A_range_falls_as_its_density_says(double hidden, bool body)
    {
        var (noise, path, chance) = (Noise.Normal, new RadioPath(0, 40, hidden), new Chance(1, "test"));
        const int Draws = 200_000;
        const double Width = 0.1;
        var counts = new Dictionary<int, int>();
        for (var i = 0; i < Draws; i++)
        {
            var cell = (int)Math.Floor(Measuring.RangeError(noise, path, body, chance) / Width);
            counts[cell] = counts.GetValueOrDefault(cell) + 1;
        }
        var densities = new Densities(noise);
        for (var cell = -4; cell < 20; cell++)
        {
            var expected = 0.0;
            for (var k = 0; k < 10; k++) expected += densities.Range((cell + (k + 0.5) / 10) * Width, 0, 40, hidden, hidden <= 0, body) * Width / 10;
            Assert.Equal(expected, (double)counts.GetValueOrDefault(cell) / Draws, 0.004);
        }
    }

    [Fact]
    public void The_density_of_a_power_and_its_first_path_is_highest_for_the_path_it_came_by()
    {
        var (densities, chance) = (new Densities(Noise.Normal), new Chance(1, "power"));
        double own = 0, other = 0;
        for (var i = 0; i < 1000; i++)
        {
            var (power, first) = Measuring.UwbPower(new RadioPath(0, 40, 0), false, chance);
            own += Math.Log(densities.Power(power, power - first, 40, 0, true, false));
            other += Math.Log(densities.Power(power, power - first, 40, 5, false, false));
        }
        Assert.True(own > other + 1000);
    }
}
