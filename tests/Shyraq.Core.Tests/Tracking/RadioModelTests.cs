using CsCheck;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>What is expected of radios at the end of their reach.</summary>
public sealed class RadioModelTests
{
    private static readonly Anchor Surveyed = Drawn.Anchor("B0", 0, 0, 2) with { Technology = AnchorTechnology.Ble, RssiAt1m = new(-60), PathLossExponent = 2 };

    /// <summary>Where half is heard, metres: −60 − 20 log₁₀ d = −94.</summary>
    private static readonly double Half = Math.Pow(10, 34 / 20.0);

    [Fact]
    public void Strengths_count_wholly_nearby_and_the_less_the_weaker_they_are()
    {
        Assert.Equal(1, RadioModel.LikelihoodExponent(-40));
        Assert.Equal(1, RadioModel.LikelihoodExponent(-62), 1e-9);
        Assert.Equal(0.6, RadioModel.LikelihoodExponent(-79.5), 1e-9);
        Assert.Equal(0.2, RadioModel.LikelihoodExponent(-97), 1e-9);
        Assert.Equal(0.2, RadioModel.LikelihoodExponent(-130));
    }

    [Fact]
    public void Who_is_as_far_away_as_half_is_heard_is_heard_half_the_time_that_who_is_near_is()
    {
        var near = RadioModel.ChanceOfHearing(Surveyed, 1);
        Assert.Equal(near / 2, RadioModel.ChanceOfHearing(Surveyed, Half), 1e-6);
        Gen.Select(Gen.Double[2, 300], Gen.Double[1, 50]).Sample((metres, farther) =>
            Assert.True(RadioModel.ChanceOfHearing(Surveyed, metres + farther) <= RadioModel.ChanceOfHearing(Surveyed, metres)));
    }

    [Fact]
    public void The_silence_of_an_anchor_whose_strength_nobody_surveyed_tells_less()
    {
        // The same in the middle, for what is assumed is what this one was surveyed to have.
        var assumed = Surveyed with { RssiAt1m = null, PathLossExponent = null };
        Assert.Equal(RadioModel.ChanceOfHearing(Surveyed, Half), RadioModel.ChanceOfHearing(assumed, Half), 1e-6);
        Assert.True(RadioModel.ChanceOfHearing(assumed, Half / 2) < RadioModel.ChanceOfHearing(Surveyed, Half / 2));
        Assert.True(RadioModel.ChanceOfHearing(assumed, 2 * Half) > RadioModel.ChanceOfHearing(Surveyed, 2 * Half));
    }
}
