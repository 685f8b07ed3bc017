using System.Collections.Immutable;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Tracking;
using Shyraq.Protocols.Sightings;
using Shyraq.Protocols.Survey;
using Shyraq.Protocols.Truth;

namespace Shyraq.Verbs.Accuracy;

/// <summary>Finds the recordings of a folder: each sub-folder with a truth is one. <c>X-survey</c> holds the radio survey of all recordings <c>X-…</c>, which are then run with it as well.</summary>
public static class Recordings
{
    private const string Survey = "-survey";

    /// <summary>All recordings, in order of name.</summary>
    /// <exception cref="BadInputException">There is no such folder, or no recording in it.</exception>
    public static ImmutableArray<AccuracySet> In(string folder)
    {
        if (!Directory.Exists(folder)) throw new BadInputException($"{folder}: no such folder, expected one with a sub-folder for each recording");
        var sets = ImmutableArray.CreateBuilder<AccuracySet>();
        foreach (var recording in Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Where(f => File.Exists(Find(f, "truth.csv"))))
        {
            var name = Path.GetFileName(recording);
            var (plain, surveyed) = ReferenceNumbers.Of(Path.Combine(recording, "NOTE.md"));
            sets.Add(new AccuracySet(name, SetKind.Recorded, "", _ => Open(recording, [])) { References = plain });
            if (SurveyOf(folder, name) is { } survey)
                sets.Add(new AccuracySet(name + "+survey", SetKind.Recorded, "with the radio survey", _ => Open(recording, ReadSurvey(survey))) { References = surveyed });
        }
        return sets.Count > 0 ? sets.ToImmutable() : throw new BadInputException($"{folder}: no recording in it, expected sub-folders with mine.geojson, sightings.ndjson and truth.csv (or .gz of them)");
    }

    private static AccuracyInput Open(string folder, ImmutableArray<SurveyPoint> survey)
    {
        var plan = MineFiles.Plan(Find(folder, "mine.geojson"));
        var (truthPath, tagsPath) = (Find(folder, "truth.csv"), Find(folder, "tags.json"));
        using var truth = InputFile.Open(truthPath);
        return new AccuracyInput(plan, Sightings(Find(folder, "sightings.ndjson")), [.. MineFiles.Rows(truthPath, TruthReader.Read(truth, plan))],
            File.Exists(tagsPath) ? MineFiles.Carriers(tagsPath) : ImmutableSortedDictionary<string, Carrier>.Empty, survey);
    }

    private static IEnumerable<FiledSighting> Sightings(string path)
    {
        using var input = InputFile.Open(path);
        foreach (var sighting in MineFiles.Reading(path, new SightingFile(input).Read())) yield return sighting;
    }

    private static ImmutableArray<SurveyPoint> ReadSurvey(string path)
    {
        using var input = InputFile.Open(path);
        return [.. MineFiles.Rows(path, SurveyReader.Read(input))];
    }

    private static string? SurveyOf(string folder, string name) =>
        Directory.GetDirectories(folder, "*" + Survey).Order(StringComparer.Ordinal)
            .Where(f => name.StartsWith(Path.GetFileName(f)[..^Survey.Length] + "-", StringComparison.Ordinal))
            .Select(f => Find(f, "survey.csv")).FirstOrDefault(File.Exists);

    /// <summary>The file, plain or packed; the plain name when there is neither.</summary>
    private static string Find(string folder, string name)
    {
        var plain = Path.Combine(folder, name);
        return !File.Exists(plain) && File.Exists(plain + ".gz") ? plain + ".gz" : plain;
    }
}
