using Shyraq.Core.Plan;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Xunit;

namespace Shyraq.Core.Tests.Tracking;

/// <summary>Zonal readers: they say that a tag is near, and no more.</summary>
public sealed class ReaderTests
{
    private static readonly TagId T = new("T");

    [Fact]
    public void To_be_read_again_and_again_does_not_make_the_place_sharper()
    {
        var mine = new Mine(Plan());
        for (var i = 0; i < 120; i++) Read(mine, i * 0.5, "N");
        var fix = mine.FixOf(T, mine.Clock)!;
        Assert.InRange(fix.Radius95, 8, 20);
        // Anywhere within the reader's reach is as likely: the truth may be at its edge.
        Assert.True(Point3.HorizontalDistance(fix.Place, new(60, 0, 0)) < 6);
    }

    [Fact]
    public void A_reader_finds_whoever_was_believed_to_be_elsewhere()
    {
        var mine = new Mine(Plan());
        Read(mine, 0, "N");
        // For ten minutes nobody heard anything; then the reader a kilometre on reads the tag, once.
        for (var i = 1; i < 60; i++) mine.Take(new TickInput(Drawn.Start.PlusSeconds(10 * i)));
        Read(mine, 600, "F");
        var fix = mine.FixOf(T, mine.Clock)!;
        Assert.InRange(fix.Place.X, 1045, 1075);
    }

    private static MinePlan Plan() => Drawn.Plan([Drawn.Roadway("R", (0, 0, 0), (1200, 0, 0))],
        [Drawn.Anchor("N", 60, 0, technology: AnchorTechnology.Rfid), Drawn.Anchor("F", 1060, 0, technology: AnchorTechnology.Rfid)]);

    private static void Read(Mine mine, double seconds, string reader)
    {
        var at = Drawn.Start.PlusSeconds(seconds);
        mine.Take(new SeenSighting(at, at, T, new(reader)));
    }
}
