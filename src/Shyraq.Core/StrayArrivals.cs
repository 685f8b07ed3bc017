using Shyraq.Core.Sightings;

namespace Shyraq.Core;

/// <summary>Leaves out a lone sighting whose arrival is more than a day ahead of both its neighbours: it would take the clock along for good.</summary>
internal static class StrayArrivals
{
    /// <param name="sightings">In order of arrival.</param>
    /// <param name="refuse">Told of each that is left out, with its line.</param>
    public static IEnumerable<FiledSighting> LeftOut(IEnumerable<FiledSighting> sightings, Action<Refusal, int?> refuse)
    {
        var clock = long.MinValue;
        FiledSighting? held = null;
        foreach (var next in sightings)
        {
            if (held is { } doubtful)
            {
                if (ArrivalOf(next) >= ArrivalOf(doubtful) - Locating.LongestSilence)
                {
                    clock = Math.Max(clock, ArrivalOf(doubtful));
                    yield return doubtful;
                }
                else Refuse(doubtful, "around");
                held = null;
            }
            if (clock == long.MinValue || ArrivalOf(next) - clock > Locating.LongestSilence) held = next;
            else
            {
                clock = Math.Max(clock, ArrivalOf(next));
                yield return next;
            }
        }
        if (held is not { } last) yield break;
        if (clock == long.MinValue) yield return last;
        else Refuse(last, "before");

        void Refuse(in FiledSighting filed, string where) => refuse(
            new Refusal(RefusalReason.FromTheFuture, filed.Sighting.Tag.Value, filed.Sighting.HeardBy?.Value, null, "arrived",
                $"found {filed.Sighting.Arrived}; expected no more than a day after the line{(where == "around" ? "s around" : " before")} it"), filed.Line);
    }

    private static long ArrivalOf(in FiledSighting filed) => filed.Sighting.Arrived.UnixMicroseconds;
}
