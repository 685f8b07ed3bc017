using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Shyraq.Protocols.Inputs;

namespace Shyraq.Cluster.Mines;

/// <summary>How a trial stands.</summary>
public enum TrialState { Running, Done, Stopped, Failed }

/// <summary>A trial of the draft on the journal: what it would have done.</summary>
/// <param name="Draft">The revision that was tried.</param>
/// <param name="Share">How much of the period was walked through, 0..1.</param>
/// <param name="Why">Why it failed; "" otherwise.</param>
/// <param name="Counts">Alarms by kind; <paramref name="Alarms"/> is their sum.</param>
/// <param name="Listed">The first <see cref="RuleTrial.MostListed"/> of them.</param>
public sealed record TrialReport(
    TrialState State, long Draft, string By, Instant From, Instant To, double Share, string Why, int Alarms, ImmutableSortedDictionary<AlarmKind, int> Counts, int Crossings, ImmutableArray<WouldBe> Listed);

/// <summary>
/// Tries drafts on the journal beside the living mine, one at a time: on a thread of the pool, with at most half of one core. Used on the grain's turns;
/// only the walk itself is off them.
/// </summary>
internal sealed class ZoneTrials(string mine, LiveMine live, MineOptions options, TimeProvider time, ILogger log) : IDisposable
{
    /// <summary>The longest period, seconds.</summary>
    public const double Longest = 7 * 24 * 3600;

    private const int Stride = 100;

    private CancellationTokenSource? _stop;

    /// <summary>The newest trial; null before the first.</summary>
    public TrialReport? Newest { get; private set; }

    /// <summary>Begins one; otherwise says why not.</summary>
    public ActRefusal? Start(string by, Instant from, Instant to, Instant now)
    {
        if (Newest?.State == TrialState.Running) return new("trialRuns", $"a trial by {Newest.By} is at {Newest.Share:P0}; wait for it or stop it");
        if (!(from < to) || to > now || to.SecondsSince(from) > Longest) return new("badPeriod", $"found {from} to {to}; expected a past period of at most {Longest / 86400} days");
        if (live.Line.Mine?.ZonesToTry is not { } setting) return new("noDraft", "there is no draft to try");
        _stop?.Dispose();
        _stop = new();
        Newest = new(TrialState.Running, setting.Draft, by, from, to, 0, "", 0, ImmutableSortedDictionary<AlarmKind, int>.Empty, 0, []);
        _ = Run(setting, by, from, to, _stop.Token);
        return null;
    }

    /// <summary>Stops the one that runs.</summary>
    public void Stop() => _stop?.Cancel();

    public void Dispose() => _stop?.Dispose();

    private async Task Run(TrialSetting setting, string by, Instant from, Instant to, CancellationToken stop)
    {
        try
        {
            var trial = new RuleTrial(setting, from, options.Tracking);
            await Task.Run(() => Walk(trial, from, to, stop), stop);
            Newest = Report(trial, TrialState.Done, 1);
            // That it was tried becomes part of the record, as if somebody had done it: whoever started it did.
            await live.Append([new ActInput(Instant.From(time.GetUtcNow()), by, new RecordTrial(setting.Draft, from, to, trial.Alarms, trial.Crossings))], null);
        }
        catch (OperationCanceledException)
        {
            Newest = Newest! with { State = TrialState.Stopped };
        }
        catch (Exception why) when (why is IOException or FormatException)
        {
            log.LogWarning("Mine {Mine}: the trial of a draft of zones failed: {Why}", mine, why.Message);
            Newest = Newest! with { State = TrialState.Failed, Why = why.Message };
        }

        TrialReport Report(RuleTrial trial, TrialState state, double share) =>
            new(state, setting.Draft, by, from, to, share, "", trial.Alarms, trial.Counts, trial.Crossings, trial.Listed);
    }

    private async Task Walk(RuleTrial trial, Instant from, Instant to, CancellationToken stop)
    {
        var begin = from.PlusSeconds(-RuleTrial.RunUp);
        var next = live.Journal.FirstSince(begin) ?? 0;
        while (next > 0)
        {
            var (began, first) = (Stopwatch.GetTimestamp(), next);
            next = 0;
            foreach (var block in live.Journal.ReadFrom(first).Take(Stride))
            {
                stop.ThrowIfCancellationRequested();
                if (block.Time > to) return;
                foreach (var input in InputCodec.Decode(block.Body, 1)) trial.Take(input);
                next = block.Sequence + 1;
                Newest = Newest! with { Share = Math.Clamp(block.Time.SecondsSince(begin) / to.SecondsSince(begin), 0, 1), Alarms = trial.Alarms, Crossings = trial.Crossings };
            }
            // The living mine goes first: at most half of one core.
            await Task.Delay(Stopwatch.GetElapsedTime(began), time, stop);
        }
    }
}
