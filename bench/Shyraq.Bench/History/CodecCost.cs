using System.Diagnostics;
using Shyraq.Bench.Engine;
using Shyraq.Core.History;

namespace Shyraq.Bench.History;

/// <summary>What a fix takes in a chunk, field by field, beside the entropy of what could not be foreseen.</summary>
internal static class CodecCost
{
    public static void Tell(TextWriter to, int tags, int minutes, bool learn)
    {
        var mine = new Followed(tags);
        var recorder = new TrackRecorder();
        var chunks = new List<TrackChunk>();
        for (var second = 0; second < minutes * 60; second++)
        {
            var fixes = mine.Next();
            chunks.AddRange(recorder.Take(fixes.IsEmpty ? Crowd.Start.PlusSeconds(second) : fixes[0].Time, mine.Plan, fixes));
        }
        chunks.AddRange(recorder.Unclosed());
        if (learn)
        {
            var learner = new ChanceLearner();
            foreach (var chunk in chunks) learner.Learn(chunk.Fixes.AsSpan());
            to.WriteLine(learner.Table());
            return;
        }
        var count = chunks.Sum(chunk => chunk.Fixes.Length);
        var cost = new TrackCost();
        foreach (var chunk in chunks) TrackCodec.Weigh(chunk.Fixes.AsSpan(), cost);

        var (encode, bodies) = Timed(() => chunks.ConvertAll(chunk => TrackCodec.Encode(chunk.Fixes.AsSpan())));
        var (decode, back) = Timed(() => bodies.ConvertAll(TrackCodec.Decode));
        if (!back.Zip(chunks).All(pair => pair.First.SequenceEqual(pair.Second.Fixes))) throw new InvalidOperationException("what was read is not what was written");
        var (find, _) = Timed(() => bodies.ConvertAll(body => TrackCodec.At(body, (int)(body[^1] / 256.0 * TrackGrid.ChunkSeconds / TrackGrid.TimeStep))));
        var (turn, visits) = Timed(() => chunks.GroupBy(chunk => chunk.Start).SelectMany(group => Visits.Of([.. group.OrderBy(chunk => chunk.Tag.Value, StringComparer.Ordinal)], mine.Plan)).Select(VisitCodec.Encode).ToList());

        to.WriteLine($"{tags} tags of the simulated coal mine for {minutes} min, followed by the tracker: {count} fixes in {chunks.Count} chunks.");
        to.WriteLine();
        to.WriteLine("| of a fix | bits | entropy, bits | Rice code, bits |");
        to.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var field in Enum.GetValues<TrackField>())
            to.WriteLine($"| {field} | {cost.Bits(field) / count:0.000} | {cost.Entropy(field) / count:0.000} | {cost.Rice(field) / count:0.000} |");
        var all = Enum.GetValues<TrackField>();
        to.WriteLine($"| **all** | **{all.Sum(cost.Bits) / count:0.000}** | **{all.Sum(cost.Entropy) / count:0.000}** | **{all.Sum(cost.Rice) / count:0.000}** |");
        to.WriteLine();
        to.WriteLine($"Bodies: {(double)bodies.Sum(body => body.Length) / count:0.000} bytes a fix; encoding {encode / count * 1e9:0} ns, decoding {decode / count * 1e9:0} ns a fix; finding the fix at a time {find / bodies.Count * 1e6:0.0} µs.");
        to.WriteLine($"Visits of roadways: {(double)visits.Sum(body => body.Length) / count:0.000} bytes a fix; {turn / count * 1e9:0} ns a fix.");
    }

    private static (double Seconds, T Result) Timed<T>(Func<T> work)
    {
        // Warm, and then the best of some: other work on the machine only adds.
        var (best, result) = (double.PositiveInfinity, work());
        for (var i = 0; i < 5; i++)
        {
            var start = Stopwatch.GetTimestamp();
            result = work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return (best, result);
    }
}
