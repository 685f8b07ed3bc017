using System.Collections.Immutable;
using Shyraq.Bench.Engine;
using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Units;

namespace Shyraq.Bench.Refollow;

/// <summary>
/// Who has which lamp when, as the office and the lamp room enter it. At the end of a shift one after the other comes up, hands the lamp in, and somebody of the
/// next crew goes down with it.
/// </summary>
/// <param name="shift">Seconds of a shift; null: one that lasts all day.</param>
/// <param name="staysDown">Nobody is relieved: whoever went down for the first shift is below for good.</param>
internal sealed class Roster(int lamps, int? shift, bool staysDown)
{
    /// <summary>Of the shortest shift with a change at its end, seconds.</summary>
    public const int Shortest = 600;

    private const int Crews = 3, Day = 86_400;

    /// <summary>Seconds between the lamp room and where the radios reach, and of a lamp in the rack.</summary>
    private const int Way = 60, Rack = 60;

    private readonly bool _changes = shift is not null && !staysDown;

    /// <summary>Seconds in which a whole crew comes up; whoever takes over goes down before anybody misses them.</summary>
    private readonly int _comingUp = Math.Min(1200, (shift ?? Day) / 2);

    /// <summary>What stands before anything is heard.</summary>
    public IEnumerable<ActInput> Before()
    {
        var people = Enumerable.Range(0, (_changes ? Crews : 1) * lamps).Select(i => new Person(Name(i), $"Серікқызы Айгүл {i}", $"{1000 + i}", "own", $"Участок №{1 + i % 9}", "Горнорабочий", Shift: $"смена {1 + i / lamps}"));
        yield return Office(0, new ImportRegistry([new("own", "АО «Шахта Северная»")], [.. people], [], [.. Enumerable.Range(0, lamps).Select(i => new RegisteredTag(Lamp(i), $"{i}"))]));
        yield return Office(0, Plan(0));
        yield return Office(0, new IssueTags([.. Enumerable.Range(0, lamps).Select(i => new IssueTag(Lamp(i), Worker(0, i)))]));
    }

    /// <summary>What is entered at the beginning of a second.</summary>
    public IEnumerable<ActInput> At(int second)
    {
        if (!_changes) yield break;
        var (number, since) = Math.DivRem(second, shift!.Value);
        if (since == 0) yield return Office(second, Plan(number + 1));
        if (number == 0) yield break;
        ImmutableArray<int> up = [.. Enumerable.Range(0, lamps).Where(i => Back(i) == since)], down = [.. Enumerable.Range(0, lamps).Where(i => Back(i) + Rack == since)];
        if (!up.IsEmpty) yield return Office(second, new ReturnTags([.. up.Select(Lamp)]));
        if (!down.IsEmpty) yield return Office(second, new IssueTags([.. down.Select(i => new IssueTag(Lamp(i), Worker(number, i)))]));
    }

    /// <summary>The lamps that no radio hears in a second: they are on the way to the lamp room, in it, or on the way back.</summary>
    public HashSet<string> Silent(int second)
    {
        if (!_changes || second < shift) return [];
        var since = second % shift!.Value;
        return [.. Enumerable.Range(0, lamps).Where(i => since >= Back(i) - Way && since < Back(i) + Rack + Way).Select(i => Lamp(i).Value)];
    }

    // A shift of the whole day: nobody is relieved, and nobody is late.
    private PlanShift Plan(int number) => new($"смена {number + 1}",
        Crowd.Start.PlusSeconds(number == 0 ? -600 : number * shift!.Value), Crowd.Start.PlusSeconds((number + 1) * (shift ?? Day)), [.. Enumerable.Range(0, lamps).Select(i => Worker(number, i))]);

    /// <summary>How many seconds after the end of a shift a lamp comes back.</summary>
    private int Back(int lamp) => Way + (int)((long)lamp * _comingUp / lamps);

    private string Worker(int number, int lamp) => Name(number % Crews * lamps + lamp);

    private static string Name(int person) => $"P{person:0000}";

    private static TagId Lamp(int lamp) => new($"L-{lamp:000000}");

    private static ActInput Office(int second, Act act) => new(Crowd.Start.PlusSeconds(second), "office", act);
}
