namespace Shyraq.Cluster.History;

/// <summary>How long the history keeps what it is made of. What is older is taken out once a day; the journal, from which all of it follows, is not touched.</summary>
public sealed record HistoryKeep
{
    /// <summary>Days that fixes, and who passed where, are kept. More costs disk: about 1.3 bytes a fix, 0.11 GB a day for 1,000 tags. Default 730 (two years).</summary>
    public double TracksDays { get; init; } = 730;

    /// <summary>Days that pictures of the boards are kept. Default 730.</summary>
    public double BoardsDays { get; init; } = 730;

    /// <summary>Days that events are kept; reports are made of them. Default 730.</summary>
    public double EventsDays { get; init; } = 730;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault() =>
        Wrong(nameof(TracksDays), TracksDays) ?? Wrong(nameof(BoardsDays), BoardsDays) ?? Wrong(nameof(EventsDays), EventsDays);

    internal double DaysOf(string kind) => kind switch { "tracks" => TracksDays, "boards" => BoardsDays, _ => EventsDays };

    private static string? Wrong(string name, double days) =>
        days is >= 1 and <= 36_500 ? null : System.FormattableString.Invariant($"Shyraq:History:{name} is {days}; expected days from 1 to 36500");
}
