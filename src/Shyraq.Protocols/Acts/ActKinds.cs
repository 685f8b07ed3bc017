using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Shyraq.Core.Acts;
using Shyraq.Core.Alarms;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Gas;
using Shyraq.Core.Presence;
using Shyraq.Core.Record;
using Shyraq.Core.Registry;
using Shyraq.Core.Rescue;
using Shyraq.Core.Zones;

namespace Shyraq.Protocols.Acts;

/// <summary>The kinds of acts and their names in JSON, in the order of the parts. A name is for ever: journals hold it.</summary>
public static class ActKinds
{
    /// <summary>Every kind that this version knows, by its name.</summary>
    public static readonly FrozenDictionary<string, Type> All = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["putPerson"] = typeof(PutPerson),
        ["removePerson"] = typeof(RemovePerson),
        ["putCompany"] = typeof(PutCompany),
        ["putVehicle"] = typeof(PutVehicle),
        ["putTag"] = typeof(PutTag),
        ["removeEntry"] = typeof(RemoveEntry),
        ["importRegistry"] = typeof(ImportRegistry),
        ["undoRegistry"] = typeof(UndoRegistry),
        ["issueTag"] = typeof(IssueTag),
        ["issueTags"] = typeof(IssueTags),
        ["returnTag"] = typeof(ReturnTag),
        ["returnTags"] = typeof(ReturnTags),
        ["takeBack"] = typeof(TakeBack),
        ["setPresence"] = typeof(SetPresence),
        ["authoriseUntracked"] = typeof(AuthoriseUntracked),
        ["admitVisitor"] = typeof(AdmitVisitor),
        ["planShift"] = typeof(PlanShift),
        ["signClearance"] = typeof(SignClearance),
        ["settleTwins"] = typeof(SettleTwins),
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
        ["setGasLimit"] = typeof(SetGasLimit),
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
        ["openGassed"] = typeof(OpenGassed),
        ["putEmergencyPlan"] = typeof(PutEmergencyPlan),
        ["putTeam"] = typeof(PutTeam),
        ["removeTeam"] = typeof(RemoveTeam),
        ["recallTeam"] = typeof(RecallTeam),
        ["acknowledgeRecall"] = typeof(AcknowledgeRecall),
        ["addStatement"] = typeof(AddStatement),
        ["confirmStatement"] = typeof(ConfirmStatement),
        ["withdrawStatement"] = typeof(WithdrawStatement),
        ["acknowledge"] = typeof(Acknowledge),
        ["shelve"] = typeof(Shelve),
        ["unshelve"] = typeof(Unshelve),
        ["outOfService"] = typeof(OutOfService),
        ["backInService"] = typeof(BackInService),
        ["setAlarmDefinition"] = typeof(SetAlarmDefinition),
        ["setEscalationRoster"] = typeof(SetEscalationRoster),
        ["callSecond"] = typeof(CallSecond),
        ["answerCall"] = typeof(AnswerCall),
        ["recordExport"] = typeof(RecordExport),
        ["trimHistory"] = typeof(TrimHistory),
        ["tellRecordFault"] = typeof(TellRecordFault),
        ["keepVersion"] = typeof(KeepVersion),
        ["noteCheckpoint"] = typeof(NoteCheckpoint),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static void Tell(JsonTypeInfo type)
    {
        if (type.Type != typeof(Act) || All.Count == 0) return;
        var kinds = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind", IgnoreUnrecognizedTypeDiscriminators = false };
        foreach (var (name, act) in All) kinds.DerivedTypes.Add(new(act, name));
        type.PolymorphismOptions = kinds;
    }
}
