using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Rescue;

namespace Shyraq.Protocols.Acts;

/// <summary>The kinds of acts and their names in JSON, in the order of the parts. A name is for ever: journals hold it.</summary>
public static class ActKinds
{
    /// <summary>Every kind that this version knows, by its name.</summary>
    public static readonly FrozenDictionary<string, Type> All = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["prepareEmergency"] = typeof(PrepareEmergency),
        ["confirmEmergency"] = typeof(ConfirmEmergency),
        ["cancelEmergency"] = typeof(CancelEmergency),
        ["endEmergency"] = typeof(EndEmergency),
        ["giveOrder"] = typeof(GiveOrder),
        ["repeatOrder"] = typeof(RepeatOrder),
        ["withdrawOrder"] = typeof(WithdrawOrder),
        ["markPerson"] = typeof(MarkPerson),
        ["unmarkPerson"] = typeof(UnmarkPerson),
        ["closeSection"] = typeof(CloseSection),
        ["openSection"] = typeof(OpenSection),
        ["putEmergencyPlan"] = typeof(PutEmergencyPlan),
        ["putTeam"] = typeof(PutTeam),
        ["removeTeam"] = typeof(RemoveTeam),
        ["recallTeam"] = typeof(RecallTeam),
        ["acknowledgeRecall"] = typeof(AcknowledgeRecall),
        ["addStatement"] = typeof(AddStatement),
        ["confirmStatement"] = typeof(ConfirmStatement),
        ["withdrawStatement"] = typeof(WithdrawStatement),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static void Tell(JsonTypeInfo type)
    {
        if (type.Type != typeof(Act) || All.Count == 0) return;
        var kinds = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind", IgnoreUnrecognizedTypeDiscriminators = false };
        foreach (var (name, act) in All) kinds.DerivedTypes.Add(new(act, name));
        type.PolymorphismOptions = kinds;
    }
}
