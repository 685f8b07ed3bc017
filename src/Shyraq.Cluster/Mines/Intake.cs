using System.Collections.Immutable;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Presence;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Cluster.Mines;

/// <summary>What one caller gave and waits for.</summary>
internal sealed class Waiting(ImmutableArray<MineInput> inputs, int weight, string? traceParent)
{
    public ImmutableArray<MineInput> Inputs { get; } = inputs;

    /// <summary>What it takes of the queue, in sightings.</summary>
    public int Weight { get; } = weight;

    /// <summary>W3C trace context of the receive span.</summary>
    public string? TraceParent { get; } = traceParent;

    /// <summary>The answer. Continues on the grain's scheduler: the grain completes it in its turn.</summary>
    public TaskCompletionSource<Receipt> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A group of inputs on its way into the journal.</summary>
/// <param name="From">Whose inputs they are, in order.</param>
/// <param name="Inputs">All of them, as they are journalled: arrivals never go back.</param>
/// <param name="Time">The newest arrival.</param>
/// <param name="Clamped">Inputs whose arrival had to be moved up.</param>
internal sealed record Group(ImmutableArray<Waiting> From, ImmutableArray<MineInput> Inputs, Instant Time, int Sightings, int Clamped);

/// <summary>
/// The bounded queue before the journal. When it is full nothing is dropped: the caller is told so at once and keeps
/// what it has. Used on the grain's turns only.
/// </summary>
internal sealed class Intake(int capacity)
{
    /// <summary>Bytes of text that weigh as much as a sighting.</summary>
    private const int BytesOfOneSighting = 64;

    private readonly Queue<Waiting> _queue = new();

    /// <summary>Sightings taken and not yet answered.</summary>
    public int Pending { get; private set; }

    /// <summary>Sightings that may be.</summary>
    public int Capacity => capacity;

    /// <summary>Whether something waits for the journal.</summary>
    public bool HasWaiting => _queue.Count > 0;

    /// <summary>Takes inputs in; null when there is no room. A batch larger than the whole queue is taken when the queue is empty, or it could never pass.</summary>
    public Waiting? Take(ImmutableArray<MineInput> inputs, string? traceParent)
    {
        var weight = 0;
        foreach (var input in inputs) weight += WeightOf(input);
        if (Pending > 0 && Pending + weight > capacity) return null;
        var waiting = new Waiting(inputs, weight, traceParent);
        _queue.Enqueue(waiting);
        Pending += weight;
        return waiting;
    }

    /// <summary>Draws what waits into one group.</summary>
    /// <param name="most">Sightings in it; a single batch larger than that goes alone.</param>
    /// <param name="notBefore">Arrival of the newest input journalled so far.</param>
    public Group Draw(int most, Instant notBefore)
    {
        var from = ImmutableArray.CreateBuilder<Waiting>();
        var inputs = ImmutableArray.CreateBuilder<MineInput>();
        var (weight, sightings, clamped, time) = (0, 0, 0, notBefore);
        while (_queue.TryPeek(out var next) && (from.Count == 0 || weight + next.Weight <= most))
        {
            from.Add(_queue.Dequeue());
            weight += next.Weight;
            foreach (var input in next.Inputs)
            {
                if (input.Arrived < time) clamped++;
                inputs.Add(NotBefore(input, time));
                time = Instant.Max(time, input.Arrived);
                if (input is SightingsInput heard) sightings += heard.Sightings.Length;
            }
        }
        return new(from.DrainToImmutable(), inputs.DrainToImmutable(), time, sightings, clamped);
    }

    /// <summary>Makes the room of an answered group free.</summary>
    public void Release(Group group)
    {
        foreach (var waiting in group.From) Pending -= waiting.Weight;
    }

    /// <summary>What an input takes of the queue, in sightings.</summary>
    internal static int WeightOf(MineInput input) => input switch
    {
        SightingsInput heard => Math.Max(1, heard.Sightings.Length),
        ReadingsInput measured => Math.Max(1, measured.Readings.Length),
        PassagesInput passed => Math.Max(1, passed.Passages.Length),
        AnswersInput answered => Math.Max(1, answered.Answers.Length),
        RefusalsInput refused => 1 + refused.Examples.Sum(example => 1 + example.Detail.Length / BytesOfOneSighting),
        PlanInput plan => 1 + plan.Source.Length / BytesOfOneSighting,
        CarriersInput carriers => 1 + carriers.Carriers.Count,
        _ => 1,
    };

    // Time in a journal never goes back, even when the system clock does or two ways in cross each other.
    private static MineInput NotBefore(MineInput input, Instant time)
    {
        if (input.Arrived >= time) return input;
        return input is SightingsInput heard
            ? heard with { Arrived = time, Sightings = ImmutableArray.CreateRange(heard.Sightings, sighting => sighting.Arrived < time ? sighting with { Arrived = time } : sighting) }
            : input with { Arrived = time };
    }
}
