using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Shyraq.Core.Acts;
using Shyraq.Core.Zones;

namespace Shyraq.Protocols.Acts;

/// <summary>The kinds of acts and their names in JSON, in the order of the parts. A name is for ever: journals hold it.</summary>
public static class ActKinds
{
    /// <summary>Every kind that this version knows, by its name.</summary>
    public static readonly FrozenDictionary<string, Type> All = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["putZone"] = typeof(PutZone),
        ["removeZone"] = typeof(RemoveZone),
        ["putRules"] = typeof(PutRules),
        ["draftVersion"] = typeof(DraftVersion),
        ["discardDraft"] = typeof(DiscardDraft),
        ["recordTrial"] = typeof(RecordTrial),
        ["activateZones"] = typeof(ActivateZones),
        ["grantPermit"] = typeof(GrantPermit),
        ["revokePermit"] = typeof(RevokePermit),
        ["requestClearance"] = typeof(RequestClearance),
        ["vouchForZone"] = typeof(VouchForZone),
        ["releaseClearance"] = typeof(ReleaseClearance),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static void Tell(JsonTypeInfo type)
    {
        if (type.Type != typeof(Act) || All.Count == 0) return;
        var kinds = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind", IgnoreUnrecognizedTypeDiscriminators = false };
        foreach (var (name, act) in All) kinds.DerivedTypes.Add(new(act, name));
        type.PolymorphismOptions = kinds;
    }
}
