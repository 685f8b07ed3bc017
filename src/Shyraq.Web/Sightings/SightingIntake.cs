using System.Collections.Immutable;
using System.Diagnostics;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Web.Sightings;

/// <summary>
/// The first two verbs of the straight line, receive → decode, and the hand-over to the mine, for whatever machines send. Every way in (HTTP, the
/// embedded broker, an external broker) ends here; it answers when the payload is durable, and not before.
/// </summary>
public sealed class SightingIntake(IGrainFactory grains, MineDirectory directory, TimeProvider clock)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Decodes one payload and appends it to the mine's journal. The bytes may be reused as soon as the call returns its task.</summary>
    /// <param name="kind">What it holds.</param>
    /// <param name="source"><c>mqtt</c> or <c>http</c>.</param>
    /// <param name="patience">How long to wait for room while the mine's queue is full; zero to be told at once.</param>
    /// <returns>Never faults for a mine that cannot be reached: that is <see cref="Receipt.Failed"/>, nothing was acknowledged.</returns>
    public Task<Receipt> Receive(string mine, PayloadKind kind, ReadOnlySpan<byte> payload, string source, TimeSpan patience = default, CancellationToken stop = default)
    {
        // No `using`: the span ends with the answer of the mine. Until then it must not be the caller's current one,
        // which goes on with the next payload.
        var before = Activity.Current;
        var receive = Cluster.Telemetry.Source.StartActivity("receive", ActivityKind.Consumer);
        receive?.SetTag("mine", mine).SetTag("kind", kind.Name).SetTag("source", source).SetTag("bytes", payload.Length);
        IntakeMetrics.Received(source, payload.Length);
        try
        {
            return Append(mine, Decode(kind, payload, source, receive?.Id), receive, patience, stop);
        }
        finally
        {
            Activity.Current = before;
        }
    }

    private InputBatch Decode(PayloadKind kind, ReadOnlySpan<byte> payload, string source, string? traceParent)
    {
        using var decode = Cluster.Telemetry.Source.StartActivity("decode");
        var arrived = Instant.From(clock.GetUtcNow());
        var began = clock.GetTimestamp();
        var decoded = kind.Decode(payload, arrived);
        IntakeMetrics.Decoded(kind, decoded, clock.GetElapsedTime(began));
        decode?.SetTag(kind.Name, decoded.Count);

        var inputs = ImmutableArray.CreateBuilder<MineInput>(2);
        if (decoded.Input is { } input) inputs.Add(input);
        if (!decoded.RefusedCounts.IsEmpty) inputs.Add(new RefusalsInput(arrived, source, decoded.RefusedCounts, decoded.Refusals));
        return new(inputs.DrainToImmutable(), traceParent);
    }

    private async Task<Receipt> Append(string mine, InputBatch batch, Activity? receive, TimeSpan patience, CancellationToken stop)
    {
        try
        {
            // A grain for every id that somebody makes up would fill the memory.
            if (!directory.Knows(mine)) return new Receipt.UnknownMine();
            var grain = grains.GetGrain<IMineGrain>(mine);
            var receipt = batch.Inputs.IsEmpty ? await NothingToAppend(grain) : await grain.Append(batch);
            var since = clock.GetTimestamp();
            for (var wait = FirstWait; receipt is Receipt.Busy && clock.GetElapsedTime(since) < patience; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
            {
                await Task.Delay(wait, clock, stop);
                receipt = await grain.Append(batch);
            }
            if (receipt is not Receipt.Journalled) receive?.SetStatus(ActivityStatusCode.Error, receipt.GetType().Name);
            return receipt;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException or IOException)
        {
            receive?.SetStatus(ActivityStatusCode.Error, failure.Message);
            return new Receipt.Failed(failure.Message);
        }
        finally
        {
            receive?.Dispose();
        }
    }

    // An empty payload changes nothing, so it is not journalled; it is still answered by whether the mine is known.
    private static async Task<Receipt> NothingToAppend(IMineGrain grain) =>
        await grain.Summary(withBeliefs: false) is { } summary
            ? new Receipt.Journalled(summary.JournalSequence, 0, ImmutableDictionary<string, int>.Empty)
            : new Receipt.UnknownMine();
}
