using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>
/// Tells of whom nothing has to be judged: who goes on below and is heard there, or is out and not heard below, and of whom nothing is told or only
/// what stays as it is until then. What else their state hangs on changes with the account (<see cref="Account.Stir"/>), with whose a tag is (<see cref="TagOwners"/>), by what reaches beyond one person, when
/// everybody is judged anew, or at times that are known beforehand. A law of the tests holds that all goes as if everybody were judged each second.
/// </summary>
internal static class Calm
{
    /// <summary>Until when an account that was just judged may be left alone; <c>default</c> when it may not.</summary>
    public static Instant UntilOf(Account account, Shifts shifts, LampRoom lamps, Instant now)
    {
        var (until, isPerson, isOut) = (Instant.Latest, account.Key.Kind == AccountKind.Person, account.State == PresenceState.Out);
        if (account.IsTold || account.IsIn != account.IsToldIn || account.Leave is not null || !DisagreesAboutShiftsAlone(account)) return default;
        if (account is not ({ State: PresenceState.Out } or { State: PresenceState.Underground, OutBy: null })) return default;
        if (isPerson && lamps.HeldBy(account.Key.Id).Count > (isOut ? 0 : 1)) return default;
        // Whoever is out is forgotten some time; a shift that they are planned on keeps them until its end.
        var forgotten = Instant.Max(account.Since, account.Seen).PlusSeconds(PresenceRules.ShownAfterOut);
        var isKept = !isOut || forgotten > now;
        if (isOut) Due(forgotten);
        if (isPerson)
            foreach (var shift in shifts.Of(account.Key.Id))
            {
                isKept |= shift.End > now;
                Due(shift.Start.PlusSeconds(PresenceRules.LateDown));
                Due(shift.End);
                Due(shift.End.PlusSeconds(PresenceRules.LateUp));
            }
        return isKept ? until : default;

        void Due(Instant at)
        {
            if (at > now && at < until) until = at;
        }
    }

    /// <summary>What it disagrees about hangs on nothing but a shift and the way down: it comes and goes with them alone.</summary>
    private static bool DisagreesAboutShiftsAlone(Account account) =>
        account.Disagreements.All(d => d.Kind is DisagreementKind.ShiftOverNotOut or DisagreementKind.DownNotPlanned or DisagreementKind.PlannedNotDown);

    /// <summary>Nothing can come of judging it now.</summary>
    /// <param name="listening">Since when silence counts.</param>
    public static bool Holds(Account account, Heard heard, Listening listening, Instant now)
    {
        if (now >= account.CalmUntil) return false;
        return account.State == PresenceState.Out ? heard.Below == default
            : heard.Tags.Length > 0 && heard.Sight is null or { Where: Whereabouts.Underground }
                && now.SecondsSince(listening.SilentSince(Movement.SeenOf(account, heard))) < PresenceRules.UnaccountedAfter;
    }
}
