using System.Collections.Immutable;
using System.Diagnostics;
using Orleans.Runtime;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;
using Shyraq.Protocols.Sightings;
using Shyraq.Web.Telemetry;

namespace Shyraq.Web.Sightings;

/// <summary>
/// The first two verbs of the straight line, receive → decode, and the hand-over to the mine. Every way in (HTTP, the
/// embedded broker, an external broker) ends here; it answers when the payload is durable, and not before.
/// </summary>
public sealed class SightingIntake(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Decodes one payload and appends it to the mine's journal. The bytes may be reused as soon as the call returns its task.</summary>
    /// <param name="source"><c>mqtt</c> or <c>http</c>.</param>
    /// <returns>Never faults for a mine that cannot be reached: that is <see cref="Receipt.Failed"/>, nothing was acknowledged.</returns>
    public Task<Receipt> Receive(string mine, ReadOnlySpan<byte> payload, string source)
    {
        // No `using`: the span ends with the answer of the mine.
        var receive = Cluster.Telemetry.Source.StartActivity("receive", ActivityKind.Consumer);
        receive?.SetTag("mine", mine).SetTag("source", source).SetTag("bytes", payload.Length);
        IntakeMetrics.Received(source, payload.Length);
        var batch = Decode(payload, source, receive?.Id);
        return Append(mine, batch, receive);
    }

    private InputBatch Decode(ReadOnlySpan<byte> payload, string source, string? traceParent)
    {
        using var decode = Cluster.Telemetry.Source.StartActivity("decode");
        var arrived = Instant.From(clock.GetUtcNow());
        var decoded = SightingPayload.Decode(payload, arrived);
        IntakeMetrics.Decoded(decoded);
        decode?.SetTag("sightings", decoded.Sightings.Length);

        var inputs = ImmutableArray.CreateBuilder<MineInput>(2);
        if (!decoded.Sightings.IsEmpty) inputs.Add(new SightingsInput(arrived, decoded.Sightings));
        if (!decoded.RefusedCounts.IsEmpty) inputs.Add(new RefusalsInput(arrived, source, decoded.RefusedCounts, decoded.Refusals));
        return new(inputs.DrainToImmutable(), traceParent);
    }

    private async Task<Receipt> Append(string mine, InputBatch batch, Activity? receive)
    {
        try
        {
            var grain = grains.GetGrain<IMineGrain>(mine);
            var receipt = batch.Inputs.IsEmpty ? await NothingToAppend(grain) : await grain.Append(batch);
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
        await grain.Summary() is { } summary
            ? new Receipt.Journalled(summary.JournalSequence, 0, ImmutableDictionary<string, int>.Empty)
            : new Receipt.UnknownMine();
}
