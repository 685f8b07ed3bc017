using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Shyraq.Protocols.Plan;
using Xunit;

namespace Shyraq.Protocols.Tests.Plan;

/// <summary>Damages plan files at random: the reader never throws, never hangs, and names what it refuses.</summary>
public partial class PlanReaderFuzz
{
    private const int Seed = 20_241_028;

    // Far above what any of these small files takes, with room for a machine that does other work as well.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private static readonly string[] OddNumbers = ["0", "-1", "1e999", "-1e308", "1e8", "99999999", "0.5", "NaN", "-Infinity", "null", "\"7\"", "[]", "1e-320", "123456.789"];

    [Fact]
    public void A_damaged_plan_is_read_or_refused_by_name()
    {
        var runs = int.Parse(Environment.GetEnvironmentVariable("SHYRAQ_FUZZ") ?? "20000", CultureInfo.InvariantCulture);
        var files = new List<byte[]> { TestData.Plan("two-levels.geojson"), TestData.Plan("faulty.geojson") };
        if (TestData.Recordings("topologies") is { } folder) files.AddRange(new[] { "niosh-ex.geojson", "niosh-sr.geojson" }.Select(f => File.ReadAllBytes(Path.Combine(folder, f))));
        if (TestData.Recordings("ble-rssi-straight") is { } beacons) files.Add(File.ReadAllBytes(Path.Combine(beacons, "mine.geojson")));

        var random = new Random(Seed);
        var (read, refused, slowest) = (0, 0, (Took: TimeSpan.Zero, Run: 0, Bytes: Array.Empty<byte>()));
        for (var run = 0; run < runs; run++)
        {
            var bytes = files[random.Next(files.Count)];
            for (var more = random.Next(3); more >= 0; more--) bytes = Damage(bytes, random);
            var clock = Stopwatch.StartNew();
            try
            {
                if (PlanReader.Read(bytes, 1) is PlanReading.Refused { Faults: var faults })
                {
                    refused++;
                    Assert.NotEmpty(faults);
                    Assert.All(faults, f => Assert.False(string.IsNullOrWhiteSpace(f.Feature) || string.IsNullOrWhiteSpace(f.Message)));
                }
                else read++;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"run {run} of seed {Seed}: {failure.Message}\n{Encoding.UTF8.GetString(bytes)}", failure);
            }
            if (clock.Elapsed > slowest.Took) slowest = (clock.Elapsed, run, bytes);
            Assert.True(clock.Elapsed < Bound, $"run {run} of seed {Seed} took {clock.Elapsed}, expected less than {Bound}");
        }
        // Once more, alone: was it the plan that was slow, or the machine?
        var again = Stopwatch.StartNew();
        PlanReader.Read(slowest.Bytes, 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{runs} runs: {read} read, {refused} refused, slowest {slowest.Took.TotalMilliseconds:0} ms in run {slowest.Run}, the same plan again {again.Elapsed.TotalMilliseconds:0} ms");
        Assert.Equal(runs, read + refused);
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        if (bytes.Length == 0) return bytes;
        var at = random.Next(bytes.Length);
        var length = Math.Min(random.Next(1, 200), bytes.Length - at);
        switch (random.Next(7))
        {
            case 0:
                var flipped = (byte[])bytes.Clone();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 3:
                return random.Next(10) == 0 ? bytes[..at] : bytes;
            case 4:
                var lines = Encoding.UTF8.GetString(bytes).Split('\n');
                (lines[random.Next(lines.Length)], lines[random.Next(lines.Length)]) = (lines[random.Next(lines.Length)], lines[random.Next(lines.Length)]);
                return Encoding.UTF8.GetBytes(string.Join('\n', lines));
            default:
                var text = Encoding.UTF8.GetString(bytes);
                var numbers = Number().Matches(text);
                if (numbers.Count == 0) return bytes;
                var (one, other) = (numbers[random.Next(numbers.Count)], numbers[random.Next(numbers.Count)]);
                var with = random.Next(2) == 0 ? other.Value : OddNumbers[random.Next(OddNumbers.Length)];
                return Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, one.Index), with, text.AsSpan(one.Index + one.Length)));
        }
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
