using System.Globalization;
using System.Text.Json;
using Shyraq.Tests.EndToEnd;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.Verbs;

public sealed class LocateVerbTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("shyraq-locate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData]
    [InlineData("--lag", "30")]
    public async Task In_hindsight_a_silence_is_bridged(params string[] further)
    {
        // A walk of 1 m/s from 60 m on, in which nobody hears the tag from the 20th to the 60th second.
        await Files(Enumerable.Range(0, 81).Where(second => second is < 20 or > 60).Select(second => (60.0 + second, Start.AddSeconds(second))));
        var live = await Offset(40);
        var smooth = await Offset(40, ["--smooth", .. further]);
        Assert.InRange(Math.Abs(smooth - 100), 0, 4);
        Assert.True(Math.Abs(smooth - 100) < Math.Abs(live - 100), $"live {live}, in hindsight {smooth}");
    }

    [Theory]
    [InlineData("both", "--lag", "10")]
    [InlineData("1 to 86400", "--smooth", "--lag", "0")]
    [InlineData("1 to 86400", "--smooth", "--lag", "NaN")]
    [InlineData("ten", "--smooth", "--lag", "ten")]
    public async Task A_lag_that_is_none_is_wrong_usage_and_named(string named, params string[] options)
    {
        await Files([(60, Start)]);
        var (code, said) = await Locate(options);
        Assert.Equal(2, code);
        Assert.Contains(named, said, StringComparison.Ordinal);
    }

    private async Task Files(IEnumerable<(double Offset, DateTimeOffset Time)> walk)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "mine.geojson"), await SmallMine.Plan("small").ReadAsStringAsync());
        await File.WriteAllTextAsync(Path.Combine(_folder, "sightings.ndjson"), string.Concat(walk.Select(w => SmallMine.Ranges("T1", w.Offset, w.Time))));
    }

    private Task<(int Code, string Said)> Locate(string[] options) => ServerProcess.Verb(
        ["locate", "--mine", Path.Combine(_folder, "mine.geojson"), "--sightings", Path.Combine(_folder, "sightings.ndjson"), "--out", Path.Combine(_folder, "fixes.ndjson"), .. options]);

    /// <summary>Where along the roadway the tag was, so many seconds after the start.</summary>
    private async Task<double> Offset(int seconds, params string[] options)
    {
        var (code, said) = await Locate(options);
        Assert.True(code == 0, said);
        var time = Start.AddSeconds(seconds);
        var fixes = (await File.ReadAllLinesAsync(Path.Combine(_folder, "fixes.ndjson"))).Select(line => JsonDocument.Parse(line).RootElement);
        return fixes.Single(f => DateTimeOffset.Parse(f.GetProperty("time").GetString()!, CultureInfo.InvariantCulture) == time).GetProperty("offset").GetDouble();
    }
}
