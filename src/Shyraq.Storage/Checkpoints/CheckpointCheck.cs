using Shyraq.Core.Units;

namespace Shyraq.Storage.Checkpoints;

/// <summary>What is wrong with a line that should be a checkpoint.</summary>
public enum CheckpointFaultKind
{
    /// <summary>It is no checkpoint, or was changed so that it is none any more.</summary>
    Unreadable,

    /// <summary>It speaks of another mine.</summary>
    OtherMine,

    /// <summary>It was not signed as it stands: a letter of it was changed, or it was made up.</summary>
    NotSigned,

    /// <summary>It was signed with another key than the one that was given.</summary>
    OtherKey,

    /// <summary>It does not follow on the one before it: one was taken out, put in, or moved.</summary>
    NotInOrder,
}

/// <param name="Line">1, 2, 3 …</param>
public readonly record struct CheckpointFault(long Line, CheckpointFaultKind Kind);

/// <summary>What a look at all checkpoints of a mine found.</summary>
/// <param name="Sound">Those that were signed as they stand, in order: witnesses of the journal.</param>
/// <param name="Keys">The keys that these were signed with. Whoever knows the right one from elsewhere compares.</param>
public sealed record CheckpointReport(IReadOnlyList<Checkpoint> Sound, IReadOnlyList<PublicKey> Keys, IReadOnlyList<CheckpointFault> Faults);

/// <summary>Checks signatures and order of checkpoints.</summary>
public static class CheckpointCheck
{
    /// <param name="lines">The lines of a file.</param>
    /// <param name="trusted">The keys that may have signed; null when none is known from elsewhere.</param>
    /// <param name="isWhole">The file holds every checkpoint from the first on; otherwise some that somebody kept.</param>
    public static CheckpointReport Check(IEnumerable<string> lines, MineId mine, IReadOnlyCollection<PublicKey>? trusted, bool isWhole)
    {
        List<Checkpoint> sound = [];
        List<CheckpointFault> faults = [];
        var number = 0L;
        // A bad line breaks the order of the next one as well, which says nothing more.
        var (before, isBroken) = ((Checkpoint?)null, false);
        foreach (var line in lines)
        {
            number++;
            var one = Checkpoint.Read(line);
            if (Fault(one, mine, trusted) is { } bad)
            {
                if (bad != CheckpointFaultKind.OtherMine || isWhole) faults.Add(new(number, bad));
                (before, isBroken) = (one, true);
                continue;
            }
            if (isWhole && !isBroken && !Follows(one!, before)) faults.Add(new(number, CheckpointFaultKind.NotInOrder));
            (before, isBroken) = (one, false);
            sound.Add(one!);
        }
        return new(sound, [.. sound.Select(one => one.Key).Distinct()], faults);
    }

    private static CheckpointFaultKind? Fault(Checkpoint? one, MineId mine, IReadOnlyCollection<PublicKey>? trusted)
    {
        if (one is null) return CheckpointFaultKind.Unreadable;
        if (one.Mine != mine) return CheckpointFaultKind.OtherMine;
        if (!one.IsSigned) return CheckpointFaultKind.NotSigned;
        return trusted is not null && !trusted.Contains(one.Key) ? CheckpointFaultKind.OtherKey : null;
    }

    private static bool Follows(Checkpoint one, Checkpoint? before) =>
        one.Number == (before?.Number ?? 0) + 1 && one.Previous == (before?.Digest ?? default) && one.Head.Sequence >= (before?.Head.Sequence ?? 0);
}
