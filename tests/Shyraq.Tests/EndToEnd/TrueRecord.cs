using System.Text.Json;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Acts;
using Shyraq.Core.History;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.History;
using Shyraq.Tests.Hosting;

namespace Shyraq.Tests.EndToEnd;

/// <summary>What the journal of a mine holds and what its history must therefore hold, worked out from the first block on without any history or snapshot.</summary>
internal sealed class TrueRecord
{
    private readonly Dictionary<(Instant Start, string Tag, int Plan), string> _chunks = [];
    private readonly List<(Instant, string, string, string, string)> _events = [];

    /// <summary>The sightings in the journal.</summary>
    public HashSet<(string Tag, long Time)> Sightings { get; } = [];

    /// <summary>Who did the acts in the journal.</summary>
    public HashSet<string> Acts { get; } = [];

    /// <summary>Chunks of fixes that must be there, and events.</summary>
    public (int Chunks, int Events) Counts => (_chunks.Count, _events.Count);

    /// <param name="until">Blocks that are newer are left out.</param>
    public static TrueRecord Of(IMineRecord record, Instant until)
    {
        var (truth, tracks) = (new TrueRecord(), new TrackRecorder());
        JournalReplay.Judge(record, until, new(), (mine, judged) =>
        {
            switch (judged.Placed.Followed.Input)
            {
                case SightingsInput told:
                    foreach (var sighting in told.Sightings) truth.Sightings.Add((sighting.Tag.Value, sighting.Time.UnixMicroseconds));
                    break;
                case ActInput act:
                    truth.Acts.Add(act.By);
                    break;
                case PlanInput:
                    truth.Close(tracks.Take(mine.Clock, mine.Plan, []));
                    break;
                case TickInput:
                    truth.Close(tracks.Take(mine.Clock, mine.Plan, judged.Placed.Fixes));
                    break;
            }
            foreach (var crossing in judged.Placed.Crossings) truth._events.Add((crossing.Time, JsonNamingPolicy.CamelCase.ConvertName($"{crossing.Kind}"), crossing.Zone.Value, crossing.Tag.Value, ""));
            foreach (var one in judged.Occurrences) truth._events.Add((one.Time, one.Kind, one.What, one.Subject, one.Detail));
        });
        return truth;
    }

    /// <summary>Waits until the history of a record tells all of it.</summary>
    public async Task IsToldBy(IMineRecord record)
    {
        string? missing = "";
        try
        {
            await Eventually.Is("the history is whole", () =>
            {
                using var history = record.OpenHistory();
                return Task.FromResult((missing = MissingIn(history!)) is null);
            });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"the history lacks {missing}");
        }
    }

    /// <summary>The first that a history lacks or tells otherwise; null when all of it is there, each once and in order.</summary>
    public string? MissingIn(HistoryReading history)
    {
        foreach (var start in _chunks.Keys.Select(key => key.Start).Distinct().Order())
        {
            var there = history.Tracks.At(HistoryVersion.Live, start).ToDictionary(row => (row.Start, row.Tag.Value, row.Plan), row => Convert.ToHexString(row.Body));
            foreach (var (key, body) in _chunks.Where(one => one.Key.Start == start))
                if (!there.TryGetValue(key, out var told)) return $"the fixes of {key}";
                else if (told != body) return $"what was shown in {key}: it tells otherwise";
        }
        var n = 0;
        foreach (var one in history.Events())
        {
            // What came after the last block that was looked at.
            if (n == _events.Count) break;
            if ((one.Time, one.Kind, one.What, one.Tag, one.Detail) != _events[n]) return $"event {n} of {_events.Count}, {_events[n]}: {one} is in its place";
            n++;
        }
        return n < _events.Count ? $"event {n} of {_events.Count}, {_events[n]}, and all after it" : null;
    }

    private void Close(IEnumerable<TrackChunk> chunks)
    {
        foreach (var chunk in chunks) _chunks[(chunk.Start, chunk.Tag.Value, chunk.Plan)] = Convert.ToHexString(TrackCodec.Encode(chunk.Fixes.AsSpan()));
    }
}
