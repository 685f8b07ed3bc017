using CsCheck;
using Shyraq.Core.Units;

namespace Shyraq.Storage.Tests;

public class DataFolderTests
{
    [Fact]
    public void A_second_server_is_told_that_the_folder_is_in_use()
    {
        using var temp = new TempFolder();
        using (DataFolder.Take(temp.Path))
            Assert.Contains(temp.Path, Assert.Throws<DataFolderInUseException>(() => DataFolder.Take(temp.Path)).Message, StringComparison.Ordinal);
        using var afterwards = DataFolder.Take(temp.Path);
        Assert.Empty(afterwards.Mines());
    }

    [Fact]
    public void Any_mine_id_names_one_folder_inside_mines_and_comes_back_from_it() =>
        Gen.String[1, 20].Where(id => !id.Any(char.IsSurrogate)).Sample(id =>
        {
            using var temp = new TempFolder();
            using var data = DataFolder.Take(temp.Path);
            var folder = data.FolderOf(new MineId(id));
            Assert.Equal(Path.Combine(temp.Path, "mines"), Path.GetDirectoryName(Path.GetFullPath(folder)));
            Directory.CreateDirectory(folder);
            Assert.Equal([new MineId(id)], data.Mines());
        }, iter: 200);

    [Theory]
    [InlineData("karaganda-7", "karaganda-7")]
    [InlineData("../up", "%2E%2E%2Fup")]
    [InlineData("Шахта", "%D0%A8%D0%B0%D1%85%D1%82%D0%B0")]
    public void Folder_names_stay_readable_and_safe(string id, string folder) => Assert.Equal(folder, DataFolder.FolderName(new(id)));

    [Fact]
    public void An_id_too_long_for_a_folder_cannot_be_held()
    {
        Assert.True(DataFolder.CanHold(new(new string('m', 200))));
        Assert.False(DataFolder.CanHold(new(new string('m', 201))));
        Assert.False(DataFolder.CanHold(new("")));
    }
}
