using Shyraq.Simulator.People;

namespace Shyraq.Simulator.Demo;

/// <summary>Tells who comes on duty and goes off it: at that moment somebody stands in the lamp room.</summary>
/// <param name="tell">Told the tags of those who came, and of those who went.</param>
public sealed class DutyWatch(Action<IReadOnlyList<string>, IReadOnlyList<string>> tell)
{
    private HashSet<string> _on = [];

    /// <summary>Compares with the time before; the first time everybody on duty has just come.</summary>
    internal void Look(Workforce workforce)
    {
        var on = workforce.People.Where(p => p.IsOn).Select(p => p.Tag).ToHashSet(StringComparer.Ordinal);
        string[] came = [.. on.Except(_on).Order(StringComparer.Ordinal)], went = [.. _on.Except(on).Order(StringComparer.Ordinal)];
        _on = on;
        if (came.Length + went.Length > 0) tell(came, went);
    }
}
