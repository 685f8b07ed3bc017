using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>
/// The states of a person and what leads from one to the other. Down is believed at once, out only on evidence: what was heard of a
/// tag below after it speaks louder, and where a gate saw somebody in, or two tags may be in one pocket, a tag alone brings nobody out.
/// </summary>
internal static class Movement
{
    /// <summary>Moves an account on to now; true when its state changed.</summary>
    /// <param name="listening">Since when silence counts.</param>
    /// <param name="isTwin">The person's tag is always together with that of another.</param>
    public static bool Follow(Account account, Heard heard, Listening listening, Instant now, bool isTwin)
    {
        var before = account.State;
        ComeUp(account, heard, listening, now, isTwin);
        GoDown(account, heard);
        FallSilent(account, heard, listening, now);
        return account.State != before;
    }

    /// <summary>The evidence that the person is out is contradicted by a tag that was heard below after it.</summary>
    public static bool IsContradicted(Account account, Heard heard) => account.OutBy is { } outBy && heard.Below > outBy.Time.PlusSeconds(PresenceRules.Skew) && outBy.Source switch
    {
        EvidenceSource.LampReturned => true,
        // Whoever was heard above since may have gone down again past a gate that missed it.
        EvidenceSource.PassageOut or EvidenceSource.Manual => heard.Up <= outBy.Time.PlusSeconds(PresenceRules.Skew),
        _ => false,
    };

    /// <summary>The newest sign of life: a tag that is not lying above ground, a passage, a word.</summary>
    public static Instant SeenOf(Account account, Heard heard) => Instant.Max(account.Seen, Instant.Max(heard.At, account.WentDown));

    private static void ComeUp(Account account, Heard heard, Listening listening, Instant now, bool isTwin)
    {
        if (!account.IsIn) return;
        if (heard.Sight is { } sight)
        {
            if (sight.Where == Whereabouts.Surface && sight.Since > heard.Below && sight.Since > account.WentDown)
            {
                if (heard.Below >= account.WentDown) Believe(new(EvidenceSource.TagOnSurface, sight.Since, heard.Newest.Value));
                // Back from the exit without having been below.
                else if (!account.PassedIn && account.State == PresenceState.GoingDown) account.Move(PresenceState.OnSurface, new(EvidenceSource.TagOnSurface, sight.Since, heard.Newest.Value));
            }
            else if (sight is { Where: Whereabouts.AtExit, Exit: { Length: > 0 } exit } && heard.Below >= account.WentDown && sight.Since > heard.Below
                && now.SecondsSince(listening.SilentSince(heard.At)) >= PresenceRules.LeftAfter)
                Believe(new(EvidenceSource.TagLeftByExit, sight.Live, exit));
        }
        if (account.OutBy is not { } outBy || IsContradicted(account, heard)) return;
        if (now.SecondsSince(heard.Below) < PresenceRules.Settles && outBy.Source is not EvidenceSource.TagOnSurface) return;
        if ((account.PassedIn || isTwin) && outBy.Source is not (EvidenceSource.PassageOut or EvidenceSource.Manual)) return;
        account.Move(PresenceState.Out, SaidByGate(account, outBy) ?? outBy);
        (account.PassedIn, account.Leave) = (false, null);

        // What was said of the same coming up by a gate or by somebody stands.
        void Believe(Evidence evidence)
        {
            // A gate says to the second when it was; a radio goes on placing a tag below for a while.
            var slack = account.OutBy?.Source is EvidenceSource.PassageOut or EvidenceSource.Manual ? PresenceRules.Skew : 0;
            if (account.OutBy is { } known && known.Time.PlusSeconds(slack) > heard.Below) return;
            account.OutBy = evidence;
        }
    }

    // Whose tag comes up some minutes after a gate let them out came out when the gate says: radios go on placing a tag below for a while.
    private static Evidence? SaidByGate(Account account, Evidence outBy) => outBy.Source is EvidenceSource.TagOnSurface or EvidenceSource.TagLeftByExit or EvidenceSource.LampReturned
        ? account.Evidence.FirstOrDefault(e => e.Source == EvidenceSource.PassageOut && e.Time >= account.WentDown && e.Time <= outBy.Time && outBy.Time.SecondsSince(e.Time) <= PresenceRules.GateStands) : null;

    private static void GoDown(Account account, Heard heard)
    {
        if (account.State == PresenceState.OnSurface && heard.Sight is { Where: Whereabouts.AtExit } sight && sight.Since > account.Since)
        {
            (account.WentDown, account.OutBy) = (sight.Since, null);
            account.Move(PresenceState.GoingDown, new(EvidenceSource.TagAtExit, sight.Since, heard.Newest.Value));
        }
        if (account.State == PresenceState.Underground || heard.Below == default) return;
        var since = account.State switch
        {
            PresenceState.Out => account.OutBy?.Time.PlusSeconds(PresenceRules.Skew) ?? default,
            PresenceState.Unaccounted => account.Since,
            PresenceState.OnSurface => account.Since,
            _ => account.WentDown,
        };
        if (heard.Below <= since) return;
        if (!account.IsIn)
        {
            account.WentDown = heard.DownSince == default ? heard.Below : Instant.Max(heard.DownSince, since);
            if (!IsContradicted(account, heard)) account.OutBy = null;
        }
        account.Move(PresenceState.Underground, new(EvidenceSource.TagUnderground, Instant.Max(account.WentDown, account.State == PresenceState.Unaccounted ? heard.Below : default), heard.BelowBy.Value));
    }

    private static void FallSilent(Account account, Heard heard, Listening listening, Instant now)
    {
        var silent = now.SecondsSince(listening.SilentSince(SeenOf(account, heard))) >= PresenceRules.UnaccountedAfter;
        // A visitor with a lamp is heard like anybody.
        var hasLeave = account.Leave is { } leave && now <= leave.Until && (leave.Escort.Length == 0 || heard.Tags.IsEmpty);
        if (account.State is PresenceState.GoingDown or PresenceState.Underground && silent && !hasLeave)
            account.Move(PresenceState.Unaccounted, new(account.Because ?? EvidenceSource.TagUnderground, now, ""));
        // Heard again, be it without a place.
        else if (account.State == PresenceState.Unaccounted && !silent && heard.At > account.Since)
            account.Move(PresenceState.Underground, new(EvidenceSource.TagUnderground, heard.At, heard.Newest.Value ?? ""));
    }
}
