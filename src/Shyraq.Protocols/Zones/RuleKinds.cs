using System.Text.Json.Serialization.Metadata;
using Shyraq.Core.Zones;

namespace Shyraq.Protocols.Zones;

/// <summary>The kinds of rules of zones and their names in JSON. A name is for ever: journals hold it.</summary>
internal static class RuleKinds
{
    private static readonly (string Name, Type Rule)[] All =
    [
        ("restricted", typeof(RestrictedRule)), ("permitted", typeof(PermittedRule)), ("key", typeof(KeyRule)), ("capacity", typeof(CapacityRule)),
        ("overtime", typeof(OvertimeRule)), ("tooFew", typeof(TooFewRule)), ("speedLimit", typeof(SpeedRule)), ("proximity", typeof(ProximityRule)),
    ];

    public static void Tell(JsonTypeInfo type)
    {
        if (type.Type != typeof(ZoneRule)) return;
        var kinds = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind", IgnoreUnrecognizedTypeDiscriminators = false };
        foreach (var (name, rule) in All) kinds.DerivedTypes.Add(new(rule, name));
        type.PolymorphismOptions = kinds;
    }
}
