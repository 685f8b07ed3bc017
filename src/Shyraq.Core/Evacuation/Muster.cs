using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Evacuation.Routes;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>How it stands with one person, in the order in which the board shows them: those first of whom least is known.</summary>
public enum MusterStatus
{
    /// <summary>Not heard for <see cref="RollCall.SilentAfter"/>.</summary>
    Silent,

    /// <summary>Heard, or below without a tag, but nobody knows where.</summary>
    Unplaced,

    /// <summary>Heard, and going away from the way out.</summary>
    MovingWrong,

    /// <summary>Heard, and not getting nearer to the way out.</summary>
    Standing,

    /// <summary>Heard, but not live for long enough to tell which way they go.</summary>
    MovingUnknown,

    /// <summary>Heard, and getting nearer to the way out.</summary>
    MovingRight,

    /// <summary>Heard at a refuge, or said to be there.</summary>
    AtRefuge,

    /// <summary>Out, as presence says, by evidence that is shown.</summary>
    Out,
}

/// <summary>What somebody says of a person.</summary>
public enum MarkedAs { Out, AtRefuge, Underground, Injured }

/// <summary>Says by hand how it stands with somebody. It is taken until other evidence says otherwise; what contradicts it is named.</summary>
/// <param name="Subject">Somebody by the id on the board, a person of the registry by id or number, a tag, or a name: whoever is named here is in the list.</param>
/// <param name="Source">How one knows: who saw them, which list; never empty.</param>
/// <param name="Of">As the row on the board has it, where one id may be that of a person and of a tag; null when that is not known.</param>
public sealed record MarkPerson(string Subject, MarkedAs As, string Source, string Note = "", AccountKind? Of = null) : Act;

/// <summary>Takes back what was said by hand.</summary>
public sealed record UnmarkPerson(string Subject, AccountKind? Of = null) : Act;

/// <summary>What was said by hand of a person at a refuge or hurt; who is said to be out or below is with presence.</summary>
/// <param name="IsInjured">They were said to be hurt, then or before.</param>
/// <param name="IsContradicted">They were said to be at a refuge, and their tag was heard elsewhere after it: it counts no more.</param>
public sealed record Mark(MarkedAs As, string Source, string Note, string By, Instant At, bool IsInjured = false, bool IsContradicted = false);

/// <summary>A place as the boards tell it.</summary>
/// <param name="Area">The id of an open area.</param>
/// <param name="Level">"" when the plan names none.</param>
/// <param name="Radius95">Metres.</param>
/// <param name="Alternatives">How many places are possible; 0 when there is one.</param>
public sealed record MusterPlace(RoadwayId? Roadway, double? Offset, AreaId? Area, string Level, double X, double Y, double Z, double Radius95, FixState State, int Alternatives)
{
    internal static MusterPlace Of(Fix fix, MinePlan plan, string level) => new(
        fix.Position is { } on ? plan.Roadways[on.Roadway].Id : null, fix.Position?.Offset, fix.Area is { } area ? plan.Areas[area].Id : null, level,
        fix.Place.X, fix.Place.Y, fix.Place.Z, fix.Radius95, fix.State, fix.Alternatives.Length);
}

/// <summary>One person on the muster board: one row of the list of presence.</summary>
/// <param name="Subject">The id of the person, the tag or the number, by <paramref name="Kind"/>.</param>
/// <param name="Tag">The tag by which the person is looked for; null without one.</param>
/// <param name="Presence">Where the person stands by the one list of who is not out.</param>
/// <param name="Since">Since when the status is this.</param>
/// <param name="Heard">When anything of the tag was heard last; null for whoever has none.</param>
/// <param name="Route">The way of somebody who is below without a tag, with leave.</param>
/// <param name="Disagreements">What does not fit together about the person.</param>
/// <param name="OutBy">The evidence that the person is out; while <paramref name="Presence"/> says otherwise it is not believed. Null when there is none.</param>
/// <param name="Evidence">The refuge or who told of it; <c>heardAfterMark</c> when the tag contradicts what was said by hand; "" when there is nothing to say.</param>
/// <param name="Order">The newest order that stands for them.</param>
public sealed record MusterRow(
    AccountKind Kind, string Subject, TagId? Tag, string Name, string Number, string Crew, string Role, PresenceState Presence, MusterStatus Status, Instant Since, MusterPlace? Place, Instant? Heard,
    ImmutableArray<RoadwayId> Route, ImmutableArray<DisagreementKind> Disagreements, Mark? Mark, Presence.Evidence? OutBy, string Evidence, int? Order, OrderReceipt? Receipt, Escape Escape);

/// <summary>The figures of the board: sums over its very rows.</summary>
public sealed record MusterCounts(
    int People, int Silent, int Unplaced, int MovingWrong, int Standing, int MovingUnknown, int MovingRight, int AtRefuge, int Out,
    int Ordered, int Sent, int Delivered, int Read, int OutOfReach, int RefugeOnly, int ReachesFreshAir, int InFreshAir)
{
    /// <summary>Counts rows. Ways out are counted for whoever is not out.</summary>
    public static MusterCounts Of(IReadOnlyCollection<MusterRow> rows)
    {
        return new(rows.Count, Status(MusterStatus.Silent), Status(MusterStatus.Unplaced), Status(MusterStatus.MovingWrong), Status(MusterStatus.Standing),
            Status(MusterStatus.MovingUnknown), Status(MusterStatus.MovingRight), Status(MusterStatus.AtRefuge), Status(MusterStatus.Out),
            rows.Count(r => r.Receipt is not null), rows.Count(r => r.Receipt?.Sent is not null), rows.Count(r => r.Receipt?.IsAcknowledged == true),
            rows.Count(r => r.Receipt is { } t && (t.Read is not null || t.Understood is not null)),
            Way(EscapeOutcome.OutOfReach), Way(EscapeOutcome.RefugeOnly), Way(EscapeOutcome.ReachesFreshAir), Way(EscapeOutcome.InFreshAir));

        int Status(MusterStatus status) => rows.Count(r => r.Status == status);
        int Way(EscapeOutcome outcome) => rows.Count(r => r.Status != MusterStatus.Out && r.Escape.Outcome == outcome);
    }
}

/// <summary>The muster board: who is out, moving, silent.</summary>
/// <param name="Emergency">The newest; also after its end.</param>
/// <param name="Rows">Everybody, the silent first.</param>
/// <param name="Proposed">The positions of the emergency plan that fit the place.</param>
/// <param name="StrangeAnswers">Answers to orders that nobody gave to that tag.</param>
/// <param name="SelfRescuerMinutes">What a self-rescuer that was put on at T0 (or else now) still gives.</param>
public sealed record EvacuationBoard(
    Instant At, PreparedEmergency? Prepared, Emergency? Emergency, MusterCounts Counts, ImmutableArray<MusterRow> Rows, ImmutableArray<OrderRow> Orders, ImmutableArray<Closure> Closures,
    string? PlanEdition, ImmutableArray<PlanPosition> Proposed, double SelfRescuerMinutes, long StrangeAnswers);
