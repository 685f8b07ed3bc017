using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>Takes passages through gates into the accounts.</summary>
internal sealed class Gatekeeper(Accounts accounts)
{
    /// <summary>Takes passages in order of arrival. One that is older than the newest of the same person changes nothing.</summary>
    public void Take(PassagesInput input, Scene scene)
    {
        foreach (var passage in input.Passages)
        {
            if (accounts.Whose(passage, scene) is not { } key) continue;
            var account = accounts.Of(key);
            var time = Instant.Min(passage.Time, input.Arrived);
            if (time <= account.LastPassage) continue;
            account.LastPassage = time;
            account.Seen = Instant.Max(account.Seen, time);
            if (passage.Direction == PassageDirection.In) GoIn(account, new(EvidenceSource.PassageIn, time, passage.Gate));
            else GoOut(account, new(EvidenceSource.PassageOut, time, passage.Gate));
            scene.Happened(passage.Direction == PassageDirection.In ? "passedIn" : "passedOut", passage.Gate, passage.Tag?.Value ?? key.Id);
        }
    }

    private static void GoIn(Account account, Evidence evidence)
    {
        account.Note(evidence);
        // A gate that tells late of one who was seen out since.
        if (account.State == PresenceState.Out && account.OutBy is { } outBy && outBy.Time > evidence.Time) return;
        var hadPassed = account.PassedIn;
        (account.PassedIn, account.OutBy) = (true, null);
        if (account.State is PresenceState.GoingDown or PresenceState.Underground)
        {
            // Whom a radio took for below while they still waited at the exit went down when the gate let them in: hours count from there, and the history is told again.
            var isThis = account.Because == EvidenceSource.TagAtExit && evidence.Time > account.WentDown
                || account.Because is EvidenceSource.TagAtExit or EvidenceSource.TagUnderground && Math.Abs(evidence.Time.SecondsSince(account.WentDown)) <= PresenceRules.GateAround;
            if (hadPassed || !isThis || evidence.Time == account.WentDown) return;
            (account.WentDown, account.IsToldIn) = (evidence.Time, false);
            account.Move(account.State, evidence);
            return;
        }
        if (!account.IsIn) account.WentDown = evidence.Time;
        account.Move(PresenceState.GoingDown, evidence);
    }

    private static void GoOut(Account account, Evidence evidence)
    {
        account.Note(evidence);
        if (evidence.Time < account.WentDown) return;
        (account.OutBy, account.PassedIn) = (evidence, false);
        if (account.State == PresenceState.OnSurface) account.Move(PresenceState.Out, evidence);
    }
}
