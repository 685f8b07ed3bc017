using System.Globalization;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Units;

namespace Shyraq.Core.Reports;

/// <summary>Finds the ways down and up in what the history tells of presence.</summary>
public static class Descents
{
    /// <summary>The kind of event that gives a name to somebody who was known by a tag or a number alone.</summary>
    internal const string Recognised = "recognised";

    private static readonly string GoingDown = Words.Of(PresenceState.GoingDown);
    private static readonly string PassageIn = Words.Of(EvidenceSource.PassageIn);
    private static readonly string OnSurface = Words.Of(PresenceState.OnSurface);
    private static readonly string AtExit = Words.Of(EvidenceSource.TagAtExit);
    private static readonly string Underground = Words.Of(EvidenceSource.TagUnderground);
    private static readonly string Surface = Words.Of(EvidenceSource.TagOnSurface);
    private static readonly HashSet<string> In = [GoingDown, Words.Of(PresenceState.Underground), Words.Of(PresenceState.Unaccounted)];
    private static readonly HashSet<string> Up = [Words.Of(PresenceState.Out), OnSurface];

    /// <summary>The kinds of events that are needed.</summary>
    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string>([.. In, .. Up, Recognised], StringComparer.Ordinal);

    /// <summary>All descents, by when they began, then by id.</summary>
    /// <param name="events">In order of time; those of other kinds are passed over.</param>
    /// <param name="unread">How many events of presence do not say who it is for ever: an earlier version wrote them.</param>
    public static IReadOnlyList<Descent> Of(IEnumerable<Occurrence> events, out int unread)
    {
        unread = 0;
        var found = new List<Descent?>();
        var newest = new Dictionary<(AccountKind, string), int>();
        var below = new HashSet<int>();
        foreach (var one in events)
        {
            // Somebody unknown has a name now, and the way down goes on under it.
            if (one.Kind == Recognised && Enum.TryParse<AccountKind>(one.What, ignoreCase: true, out var by) && newest.Remove((by, one.Subject), out var unknown)) found[unknown] = null;
            var (isIn, isUp) = (In.Contains(one.Kind), Up.Contains(one.Kind));
            if (!isIn && !isUp) continue;
            if (Read(one) is not { } told)
            {
                unread++;
                continue;
            }
            var key = (told.Kind, told.Id);
            var at = newest.GetValueOrDefault(key, -1);
            // Who waits at the exit has not gone down yet: the gate says when, also where a radio took them for below already, and from then on it counts.
            if (isIn && at >= 0 && found[at]!.CameUp is null && (!below.Contains(at) || one.What == PassageIn)) found[at] = found[at]! with { WentDown = told.WentDown, DownBy = one.Kind == GoingDown || one.What == PassageIn ? one.What : found[at]!.DownBy };
            var same = at >= 0 && found[at]!.WentDown == told.WentDown;
            if (at >= 0 && !same && found[at]!.CameUp is null) found[at] = found[at]! with { IsCut = true };
            if (!same)
            {
                if (isUp && told.WentDown == default) continue;
                if (one.What == PassageIn && at >= 0 && IsOfRadios(found[at]!) && told.WentDown.SecondsSince(found[at]!.WentDown) <= PresenceRules.GateAround) found[at] = null;
                newest[key] = at = found.Count;
                found.Add(isUp ? told with { DownBy = "" } : told);
            }
            if (isIn && one.Kind != GoingDown) below.Add(at);
            // Whoever stood at the exit and went back up from there had not gone down at all.
            if (one.Kind == OnSurface && !below.Contains(at) && found[at]!.DownBy == AtExit)
            {
                (found[at], _) = (null, newest.Remove(key));
                continue;
            }
            // Who was out and is in again on the same way down had not been out: the lamp room took a return back.
            found[at] = isUp
                ? found[at]! with { CameUp = Instant.Max(told.CameUp!.Value, told.WentDown), UpBy = one.What, IsLost = false }
                : found[at]! with { CameUp = null, UpBy = "", IsLost = one.Kind == Words.Of(PresenceState.Unaccounted) };
        }
        return [.. found.OfType<Descent>().OrderBy(d => d.WentDown).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    // Whom a gate lets in was outside of it: what radios alone took for a way down and up again just before was waiting there.
    private static bool IsOfRadios(Descent one) => one.DownBy == Underground && one.UpBy == Surface && one.CameUp is not null;

    private static Descent? Read(Occurrence one)
    {
        if (Phrase.Values(one.Detail, PhraseCode.StandsSince) is not [var kind, var id, var company, var companyName, var wentDown, var since]) return null;
        if (!Enum.TryParse<AccountKind>(kind, ignoreCase: true, out var known) || Time(since) is not { } at) return null;
        var name = one.Detail[..Math.Max(0, one.Detail.IndexOf(" · ", StringComparison.Ordinal))];
        return new(known, id, name, company, companyName, Time(wentDown) ?? default, one.What, at);
    }

    private static Instant? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Instant.From(time) : null;
}
