using System.Collections.Immutable;
using System.Diagnostics;

namespace Shyraq.Cluster.Mines;

/// <summary>
/// The spans of one block, each a child of the first traced batch in it with links to the others. A block that nobody
/// traces (ticks, say) makes none.
/// </summary>
internal readonly struct BlockTrace
{
    private readonly ActivityContext _parent;
    private readonly ImmutableArray<ActivityLink> _links;

    private BlockTrace(ActivityContext parent, ImmutableArray<ActivityLink> links, string? newest) => (_parent, _links, Newest) = (parent, links, newest);

    /// <summary>W3C trace context of the newest traced batch; null when none is.</summary>
    public string? Newest { get; }

    public static BlockTrace Of(ImmutableArray<Waiting> from)
    {
        if (!Telemetry.Source.HasListeners()) return new(default, [], from.LastOrDefault(waiting => waiting.TraceParent is not null)?.TraceParent);
        ActivityContext? parent = null;
        string? newest = null;
        var links = ImmutableArray.CreateBuilder<ActivityLink>();
        foreach (var waiting in from)
        {
            if (!ActivityContext.TryParse(waiting.TraceParent, null, out var context)) continue;
            newest = waiting.TraceParent;
            if (parent is null) parent = context;
            else links.Add(new(context));
        }
        return new(parent ?? default, links.DrainToImmutable(), newest);
    }

    /// <summary>Starts a span that the caller ends; null when not traced. The ambient activity stays what it was.</summary>
    public Activity? Start(string verb)
    {
        if (_parent == default) return null;
        var ambient = Activity.Current;
        var span = Telemetry.Source.StartActivity(verb, ActivityKind.Internal, _parent, null, _links.IsEmpty ? null : _links);
        Activity.Current = ambient;
        return span;
    }

    /// <summary>Ends a span that <see cref="Start"/> gave.</summary>
    public static void End(Activity? span)
    {
        if (span is null) return;
        var ambient = Activity.Current;
        span.Dispose();
        Activity.Current = ambient;
    }

    /// <summary>
    /// The spans of follow, place and judge. Within a block they alternate from input to input, so each span is as long
    /// as its verb took in all, and they are laid one after the other from when the first began.
    /// </summary>
    public void Steps(DateTimeOffset began, Walked walked)
    {
        if (_parent == default) return;
        var at = began.UtcDateTime;
        foreach (var (verb, ticks) in new[] { ("follow", walked.Times.Follow), ("place", walked.Times.Place), ("judge", walked.Times.Judge) })
        {
            if (Start(verb) is not { } span) continue;
            var end = at + TimeSpan.FromSeconds((double)ticks / Stopwatch.Frequency);
            span.SetStartTime(at);
            span.SetTag("block", walked.Block.Sequence);
            span.SetEndTime(at = end);
            End(span);
        }
    }
}
