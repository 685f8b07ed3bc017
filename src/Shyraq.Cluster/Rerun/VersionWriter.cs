using System.Collections.Immutable;
using Shyraq.Cluster.History;
using Shyraq.Core.History;
using Shyraq.Core.Plan;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.Rerun;

/// <summary>Another version with this name is in the history already.</summary>
public sealed class VersionExistsException(string name) : IOException($"the history has a version '{name}' already; a version is never overwritten: choose another name");

/// <summary>Writes a version of the past into the history, beside the server that goes on with the live one. It counts once <see cref="Finish"/> has come.</summary>
internal sealed class VersionWriter
{
    /// <summary>Events that wait at most to be written.</summary>
    private const int MostEvents = 10_000;

    private readonly HistoryTables _history;
    private readonly string _name;
    private readonly TrackRecorder _tracks = new();
    private readonly Dictionary<int, MinePlan> _plans = [];
    private ImmutableArray<RetoldEvent>.Builder _events = ImmutableArray.CreateBuilder<RetoldEvent>();

    /// <exception cref="VersionExistsException">There is one of this name.</exception>
    public VersionWriter(HistoryTables history, string name)
    {
        (_history, _name) = (history, name);
        if (!history.Begin(name)) throw new VersionExistsException(name);
    }

    /// <summary>How many fixes were kept.</summary>
    public long Fixes { get; private set; }

    /// <summary>Takes what is told of one moment.</summary>
    public void Take(Instant at, MinePlan plan, ImmutableArray<Fix> fixes, IReadOnlySet<TagId>? late = null)
    {
        _plans[plan.Version] = plan;
        Write(_tracks.Take(at, plan, fixes, late));
    }

    /// <summary>Takes an event.</summary>
    public void Take(HistoryEvent happened)
    {
        _events.Add(new(_name, happened));
        if (_events.Count >= MostEvents) Write([]);
    }

    /// <summary>Writes what is left and the version itself.</summary>
    public void Finish(HistoryVersion version)
    {
        Write(_tracks.Unclosed());
        Write([]);
        _history.Record(new HistoryRows { Versions = [version] });
    }

    private void Write(ImmutableArray<TrackChunk> chunks)
    {
        if (chunks.IsEmpty && _events.Count == 0) return;
        Fixes += chunks.Sum(chunk => (long)chunk.Fixes.Length);
        _history.Record(new HistoryRows
        {
            Tracks = [.. chunks.Select(chunk => Closed.Row(_name, chunk))],
            Visits = [.. chunks.GroupBy(chunk => (chunk.Start, chunk.Plan)).SelectMany(group => Visits.Of([.. group], _plans[group.Key.Plan])
                .Select(visits => new VisitRow(_name, visits.Roadway, visits.Start, group.Key.Plan, VisitCodec.Encode(visits))))],
            Retold = _events.DrainToImmutable(),
        });
        _events = ImmutableArray.CreateBuilder<RetoldEvent>();
    }
}
