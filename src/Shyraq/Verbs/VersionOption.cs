using System.CommandLine;
using System.Globalization;
using Shyraq.Cluster.Rerun;
using Shyraq.Storage.History;

namespace Shyraq.Verbs;

/// <summary>What verbs that keep a version of the past have in common.</summary>
internal static class VersionOption
{
    /// <summary>The name of the version.</summary>
    public static Option<string?> Name(string description)
    {
        var name = new Option<string?>("--name") { Description = description, HelpName = "name" };
        name.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string?>() is { } text && !HistoryVersion.MayBe(text))
                given.AddError($"--name: found '{text}'; expected letters, digits, -, _ and ., at most {HistoryVersion.LongestName} of them, and not '{HistoryVersion.Live}'");
        });
        return name;
    }

    /// <summary>Says how far a version is from what was shown live.</summary>
    public static void Tell(string name, VersionDistance? apart)
    {
        if (apart is null)
        {
            Console.Error.WriteLine($"shyraq: '{name}' cannot be compared: the history holds nothing of what was shown live then");
            return;
        }
        var n = CultureInfo.InvariantCulture;
        Console.Error.WriteLine(string.Create(n, $"shyraq: '{name}' and live: {apart.Fixes} moments of tags in both, {apart.OnlyOne} in one alone"));
        Console.Error.WriteLine(string.Create(n, $"shyraq: apart by {apart.Mean:0.00} m on average, {apart.P50:0.00} m at the median, {apart.P95:0.00} m for 95 %, at most {apart.Max:0.00} m (tag {apart.Worst}, {apart.At}); on another roadway {100 * apart.OtherRoadway:0.0} %"));
    }
}
