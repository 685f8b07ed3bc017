using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>Who is to work when.</summary>
/// <param name="People">Ids of persons, in order.</param>
public sealed record PlannedShift(string Shift, Instant Start, Instant End, ImmutableSortedSet<string> People, string By)
{
    /// <summary>Whoever goes down at this time goes down for this shift.</summary>
    public bool Covers(Instant time) => time >= Start.PlusSeconds(-PresenceRules.EarlyDown) && time < End;
}

/// <summary>Who was not out when the clearance of the shaft was signed, as it was known then.</summary>
public sealed record NotOut(string Name, string Number, PresenceState State, Instant Seen, string Place, ImmutableArray<DisagreementKind> Disagreements);

/// <summary>A signed clearance of the shaft after a shift; it never changes.</summary>
/// <param name="NotOut">Whoever was in, but for those who went down for a later shift. Nobody: the shaft was clear of this shift and those before.</param>
public sealed record Clearance(string Shift, Instant Time, string By, string Note, ImmutableArray<NotOut> NotOut);

/// <summary>The shifts that are planned or over, and the clearances that were signed.</summary>
internal sealed class Shifts
{
    /// <summary>Kept; the journal has all of them.</summary>
    private const int MostShifts = 120, MostClearances = 60;

    private readonly SortedDictionary<string, PlannedShift> _shifts = new(StringComparer.Ordinal);

    // Those of each person, in order of id: many are judged after an act, and more than a hundred shifts are kept.
    private readonly Dictionary<string, List<PlannedShift>> _byPerson = new(StringComparer.Ordinal);
    private readonly List<Clearance> _clearances = [];

    /// <summary>In order of id.</summary>
    public IReadOnlyCollection<PlannedShift> All => _shifts.Values;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Clearance> Clearances => _clearances;

    public PlannedShift? Find(string shift) => _shifts.GetValueOrDefault(shift);

    /// <summary>Plans a shift, or anew; one that is over makes room. False when all others are still to be worked.</summary>
    public bool Plan(PlannedShift shift, Instant now)
    {
        if (!_shifts.ContainsKey(shift.Shift) && _shifts.Count == MostShifts)
        {
            if (_shifts.Values.MinBy(s => s.End) is not { } oldest || oldest.End.PlusSeconds(PresenceRules.LateUp) > now) return false;
            Drop(oldest.Shift);
        }
        Put(shift);
        return true;
    }

    public void Sign(Clearance clearance)
    {
        if (_clearances.Count == MostClearances) _clearances.RemoveAt(0);
        _clearances.Add(clearance);
    }

    /// <summary>All shifts that a person is planned on, in order of id.</summary>
    public ReadOnlySpan<PlannedShift> Of(string person) => CollectionsMarshal.AsSpan(_byPerson.GetValueOrDefault(person));

    /// <summary>The shift that a person works at a time; null when none is planned.</summary>
    public PlannedShift? Of(string person, Instant time)
    {
        foreach (var shift in Of(person))
            if (shift.Covers(time)) return shift;
        return null;
    }

    /// <summary>Whether a person is planned on a shift that ends after a time.</summary>
    public bool IsPlannedBeyond(string person, Instant time)
    {
        foreach (var shift in Of(person))
            if (time < shift.End) return true;
        return false;
    }

    /// <summary>Whether anybody is planned at a time.</summary>
    public bool IsPlanned(Instant time) => _shifts.Values.Any(s => s.Covers(time) && s.People.Count > 0);

    public void Write(StateWriter to)
    {
        to.Write((long)_shifts.Count);
        foreach (var shift in _shifts.Values)
        {
            to.Write(shift.Shift);
            to.Write(shift.Start);
            to.Write(shift.End);
            to.Write(shift.By);
            to.Write((long)shift.People.Count);
            foreach (var person in shift.People) to.Write(person);
        }
        to.Write((long)_clearances.Count);
        foreach (var clearance in _clearances)
        {
            to.Write(clearance.Shift);
            to.Write(clearance.Time);
            to.Write(clearance.By);
            to.Write(clearance.Note);
            to.Write((long)clearance.NotOut.Length);
            foreach (var one in clearance.NotOut)
            {
                to.Write(one.Name);
                to.Write(one.Number);
                to.Write((byte)one.State);
                to.Write(one.Seen);
                to.Write(one.Place);
                to.Write((long)one.Disagreements.Length);
                foreach (var kind in one.Disagreements) to.Write((byte)kind);
            }
        }
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (id, start, end, by) = (from.ReadText() ?? "", from.ReadInstant(), from.ReadInstant(), from.ReadText() ?? "");
            var people = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
            for (var k = from.ReadCount(); k > 0; k--) people.Add(from.ReadText() ?? "");
            Put(new(id, start, end, people.ToImmutable(), by));
        }
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (shift, time, by, note) = (from.ReadText() ?? "", from.ReadInstant(), from.ReadText() ?? "", from.ReadText() ?? "");
            var notOut = new NotOut[from.ReadCount()];
            for (var k = 0; k < notOut.Length; k++)
            {
                var (name, number, state, seen, place) = (from.ReadText() ?? "", from.ReadText() ?? "", (PresenceState)from.ReadByte(), from.ReadInstant(), from.ReadText() ?? "");
                var kinds = new DisagreementKind[from.ReadCount()];
                for (var d = 0; d < kinds.Length; d++) kinds[d] = (DisagreementKind)from.ReadByte();
                notOut[k] = new(name, number, state, seen, place, [.. kinds]);
            }
            _clearances.Add(new(shift, time, by, note, [.. notOut]));
        }
    }

    private void Put(PlannedShift shift)
    {
        Drop(shift.Shift);
        _shifts.Add(shift.Shift, shift);
        foreach (var person in shift.People)
        {
            if (!_byPerson.TryGetValue(person, out var own)) _byPerson[person] = own = [];
            var later = own.FindIndex(other => string.CompareOrdinal(other.Shift, shift.Shift) > 0);
            own.Insert(later < 0 ? own.Count : later, shift);
        }
    }

    private void Drop(string id)
    {
        if (!_shifts.Remove(id, out var gone)) return;
        foreach (var person in gone.People)
        {
            var own = _byPerson[person];
            own.Remove(gone);
            if (own.Count == 0) _byPerson.Remove(person);
        }
    }
}
