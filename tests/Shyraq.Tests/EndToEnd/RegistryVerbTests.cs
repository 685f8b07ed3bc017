namespace Shyraq.Tests.EndToEnd;

public sealed class RegistryVerbTests
{
    [Fact]
    public async Task A_table_is_checked_taken_and_written_again_and_a_wrong_cell_is_named_by_file_row_and_column()
    {
        var folder = Directory.CreateTempSubdirectory("shyraq-registry-verb-").FullName;
        try
        {
            await using var server = await ServerProcess.Start(folder, "--no-mqtt");
            using var http = new HttpClient { BaseAddress = server.Address };
            using var plan = Hosting.SmallMine.Plan("r");
            Assert.True((await http.PutAsync("/api/mines/r/plan", plan)).IsSuccessStatusCode);
            var (table, workbook) = (Path.Combine(folder, "people.csv"), Path.Combine(folder, "people.xlsx"));

            await File.WriteAllTextAsync(table, "kind,id,name,rescueTeam\nperson,P1,Айгүл,yes\nperson,P2,Иван,maybe\n");
            var (wrong, why) = await Run("import", table, "--by", "A. Kim");
            Assert.Equal(3, wrong);
            Assert.Contains($"{table}: row 3, column rescueTeam: found \"maybe\"; expected yes or no", why, StringComparison.Ordinal);

            await File.WriteAllTextAsync(table, "kind,id,name,rescueTeam\nperson,P1,Айгүл,yes\nperson,P2,Иван,\n");
            var (right, says) = await Run("import", table, "--check");
            Assert.Equal((0, true), (right, says.Contains("new 2, changed 0, as they are 0; nothing was taken", StringComparison.Ordinal)));
            var (taken, done) = await Run("import", table, "--by", "A. Kim");
            Assert.Equal((0, true), (taken, done.Contains("entries taken 2", StringComparison.Ordinal)));

            var (written, _) = await Run("export", workbook);
            Assert.Equal(0, written);
            var (again, same) = await Run("import", workbook, "--check");
            Assert.Equal((0, true), (again, same.Contains("new 0, changed 0, as they are 2", StringComparison.Ordinal)));
            Assert.Contains("\"by\":\"A. Kim\"", await http.GetStringAsync("/api/mines/r/registry"), StringComparison.Ordinal);

            Task<(int, string)> Run(string verb, string file, params string[] more) => ServerProcess.Verb(["registry", verb, file, "--mine", "r", "--url", server.Address.ToString(), .. more]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("people.xls")]
    [InlineData("people")]
    public async Task A_file_of_another_kind_is_wrong_usage_and_named(string file)
    {
        var (code, said) = await ServerProcess.Verb("registry", "import", file, "--mine", "r");
        Assert.Equal((2, true), (code, said.Contains(file, StringComparison.Ordinal)));
    }
}
