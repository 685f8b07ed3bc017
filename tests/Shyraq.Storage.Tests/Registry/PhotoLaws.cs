using Shyraq.Storage.Registry;

namespace Shyraq.Storage.Tests.Registry;

public sealed class PhotoLawsInAFolder() : PhotoLaws(() => new Place.InFolder());

public sealed class PhotoLawsInPostgres() : PhotoLaws(() => new Place.InPostgres());

/// <summary>What holds of people's pictures on every engine.</summary>
public abstract class PhotoLaws(Func<Place> make)
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 9];

    [Fact]
    public void A_picture_is_found_by_the_name_that_it_got_and_kept_once()
    {
        using var place = make();
        var photos = place.Open().Photos(Place.Mine);
        Assert.Empty(photos.Names());
        var (jpeg, png) = (photos.Keep(Jpeg), photos.Keep(Png));
        Assert.Equal(jpeg, photos.Keep(Jpeg));
        Assert.Equal((".jpg", ".png"), (jpeg[64..], png[64..]));
        Assert.Equal(Jpeg, photos.Find(jpeg));
        Assert.Equal(Png, photos.Find(png));
        Assert.Equal(new[] { jpeg, png }.Order(StringComparer.Ordinal), place.Open().Photos(Place.Mine).Names());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../journal.db")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.jpg")]
    [InlineData("../0000000000000000000000000000000000000000000000000000000000000.jpg")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.svg")]
    public void A_name_that_none_got_names_nothing(string name)
    {
        using var place = make();
        Assert.Null(place.Open().Photos(Place.Mine).Find(name));
    }

    [Fact]
    public void What_is_no_picture_is_not_kept()
    {
        using var place = make();
        Assert.Null(Photo.KindOf("<svg/>"u8));
        Assert.Throws<ArgumentException>(() => place.Open().Photos(Place.Mine).Keep("<svg/>"u8));
    }
}
