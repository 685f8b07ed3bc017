using Shyraq.Storage.Registry;

namespace Shyraq.Storage.Tests.Registry;

public sealed class PhotoFolderTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 9];

    [Fact]
    public void A_picture_is_found_by_the_name_that_it_got_and_kept_once()
    {
        using var folder = new TempFolder();
        var photos = new PhotoFolder(folder.Path);
        var (jpeg, png) = (photos.Keep(Jpeg), photos.Keep(Png));
        Assert.Equal(jpeg, photos.Keep(Jpeg));
        Assert.Equal((".jpg", ".png"), (jpeg[64..], png[64..]));
        Assert.Equal(Jpeg, photos.Find(jpeg));
        Assert.Equal(Png, photos.Find(png));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder.Path, PhotoFolder.Name)).Length);
    }

    [Fact]
    public void A_picture_that_was_changed_on_the_disk_is_not_shown()
    {
        using var folder = new TempFolder();
        var photos = new PhotoFolder(folder.Path);
        var name = photos.Keep(Jpeg);
        File.WriteAllBytes(Path.Combine(folder.Path, PhotoFolder.Name, name), [.. Jpeg, 4]);
        Assert.Null(photos.Find(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../journal.db")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.jpg")]
    [InlineData("../0000000000000000000000000000000000000000000000000000000000000.jpg")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000.svg")]
    public void A_name_that_none_got_names_nothing(string name)
    {
        using var folder = new TempFolder();
        Assert.Null(new PhotoFolder(folder.Path).Find(name));
    }

    [Fact]
    public void What_is_no_picture_is_not_kept()
    {
        using var folder = new TempFolder();
        Assert.Null(PhotoFolder.KindOf("<svg/>"u8));
        Assert.Throws<ArgumentException>(() => new PhotoFolder(folder.Path).Keep("<svg/>"u8));
    }
}
