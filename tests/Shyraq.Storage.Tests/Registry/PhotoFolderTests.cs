using Shyraq.Storage.Registry;

namespace Shyraq.Storage.Tests.Registry;

public sealed class PhotoFolderTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    [Fact]
    public void A_picture_that_was_changed_on_the_disk_is_not_shown()
    {
        using var folder = new TempFolder();
        var photos = new PhotoFolder(folder.Path);
        var name = photos.Keep(Jpeg);
        File.WriteAllBytes(Path.Combine(folder.Path, PhotoFolder.Name, name), [.. Jpeg, 4]);
        Assert.Null(photos.Find(name));
    }
}
