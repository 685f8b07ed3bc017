using Shyraq.Storage;

namespace Shyraq.Cluster.Mines;

/// <summary>When the disk of the data folder is called nearly full: below both, so that neither a large disk warns while weeks are left, nor a small one always.</summary>
public sealed record DiskWarning
{
    /// <summary>Free share of the disk, 0 to 1. More warns earlier. Default 0.1; 0 never warns.</summary>
    public double Share { get; init; } = 0.1;

    /// <summary>Free room, GB (10⁹ bytes). More warns earlier. Default 20; 0 never warns.</summary>
    public double FreeGB { get; init; } = 20;

    /// <summary>Whether so much room is little; once it was, a fifth more than the bound has to be free for it to be over.</summary>
    internal bool IsLittle(DiskRoom room, bool was) => room.Share < Share * (was ? 1.2 : 1) && room.Free < 1e9 * FreeGB * (was ? 1.2 : 1);
}
