using System.Collections.Immutable;

namespace Shyraq.Core.Zones;

/// <summary>The rules that a plan gives its zones by the word <c>rule</c>.</summary>
public static class PlanRules
{
    /// <summary>The words that have a meaning here.</summary>
    public static readonly ImmutableArray<string> Words = ["restricted", "permitted", "capacity", "key", "overtime", "tooFew", "speedLimit", "proximity"];

    /// <summary>The rule of a word; none for a word that has no meaning here.</summary>
    /// <param name="number">The parameter of a word: <c>max</c>, <c>minutes</c>, <c>kmh</c> or <c>metres</c>.</param>
    /// <param name="min">People that must be together, for <c>tooFew</c>.</param>
    /// <param name="tags">For <c>permitted</c> and <c>restricted</c>: who may enter.</param>
    public static ImmutableArray<ZoneRule> Of(string word, double number, int min, ImmutableArray<string> tags) => word switch
    {
        "restricted" => [new RestrictedRule([], [], tags, [])],
        "permitted" => [new PermittedRule(tags)],
        "capacity" => [new CapacityRule((int)number)],
        "key" => [new KeyRule()],
        "overtime" => [new OvertimeRule(number)],
        "tooFew" => [new TooFewRule(min, number)],
        "speedLimit" => [new SpeedRule(number)],
        "proximity" => [new ProximityRule(number)],
        _ => [],
    };
}
