using System.Collections.Immutable;
using Shyraq.Core.Plan;

namespace Shyraq.Protocols.Plan;

/// <summary>Collects what is wrong or doubtful, the first <see cref="Most"/> in full and the rest as a number.</summary>
internal sealed class PlanRemarks
{
    /// <summary>More than this helps nobody, and a hostile file shall not fill the memory.</summary>
    public const int Most = 1000;

    private readonly List<PlanRemark> _kept = [];
    private int _more;

    public bool IsEmpty => _kept.Count == 0;

    public void Add(string feature, string property, string message)
    {
        if (_kept.Count < Most) _kept.Add(new PlanRemark(feature, property, message));
        else _more++;
    }

    /// <summary>What was kept, and how many more there were.</summary>
    public ImmutableArray<PlanRemark> ToImmutable() =>
        _more == 0 ? [.. _kept] : [.. _kept, new PlanRemark("plan", "", $"and {_more} more of the kind; only the first {Most} are listed")];
}
