using System.Collections.Concurrent;

namespace Shyraq.Cluster.Mines;

/// <summary>How far a mine has come up.</summary>
/// <param name="Mine">Its id.</param>
public abstract record MineReadiness(string Mine)
{
    /// <summary>Its turn has not come.</summary>
    public sealed record Waiting(string Mine) : MineReadiness(Mine);

    /// <summary>Following its journal again.</summary>
    /// <param name="Sequence">The last block followed.</param>
    /// <param name="Head">The last block of the journal.</param>
    public sealed record Replaying(string Mine, long Sequence, long Head) : MineReadiness(Mine);

    /// <summary>Serving.</summary>
    public sealed record Up(string Mine) : MineReadiness(Mine);

    /// <summary>It cannot come up; it is tried again now and then.</summary>
    public sealed record Failed(string Mine, string Why) : MineReadiness(Mine);
}

/// <summary>Which mines of this server are up: what a readiness probe asks. Thread-safe.</summary>
public sealed class MinesReady
{
    private readonly ConcurrentDictionary<string, MineReadiness> _mines = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string Mine, string About), string> _remarks = new();

    internal MinesReady(MineDirectory directory)
    {
        foreach (var mine in directory.All()) _mines[mine] = new MineReadiness.Waiting(mine);
    }

    /// <summary>Every mine, in order of id.</summary>
    public IReadOnlyList<MineReadiness> All() => [.. _mines.Values.OrderBy(mine => mine.Mine, StringComparer.Ordinal)];

    /// <summary>What a person should know of mines that are up all the same, in order of mine.</summary>
    public IReadOnlyList<string> Remarks() => [.. _remarks.OrderBy(remark => remark.Key.Mine, StringComparer.Ordinal).ThenBy(remark => remark.Key.About, StringComparer.Ordinal).Select(remark => remark.Value)];

    /// <summary>Whether every mine is up; so also when there is none yet.</summary>
    public bool AreAllUp => _mines.Values.All(mine => mine is MineReadiness.Up);

    internal MineReadiness? Of(string mine) => _mines.GetValueOrDefault(mine);

    internal void Note(MineReadiness readiness) => _mines[readiness.Mine] = readiness;

    /// <param name="about">Of what of the mine it is: one remark stands for each.</param>
    internal void Remark(string mine, string about, string? remark)
    {
        if (remark is null) _remarks.TryRemove((mine, about), out _);
        else _remarks[(mine, about)] = remark;
    }
}
