using System.Collections.Immutable;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>Whom an account is about. Ordered by kind, then by id.</summary>
internal readonly record struct AccountKey(AccountKind Kind, string Id) : IComparable<AccountKey>
{
    /// <summary>By which alarms name it: a tag by its id as everywhere, a person or a number with the kind before it, since one id may be that of two.</summary>
    public string Subject => Kind == AccountKind.Tag ? Id : $"{Words.Of(Kind)}/{Id}";

    public int CompareTo(AccountKey other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Id, other.Id);
}

/// <summary>How somebody is known. The numbers are written into snapshots.</summary>
public enum AccountKind
{
    /// <summary>A person of the registry.</summary>
    Person,

    /// <summary>Whoever carries a tag that nobody is known to carry.</summary>
    Tag,

    /// <summary>Whoever went through a gate under a number that the registry does not know.</summary>
    Number,
}

/// <summary>Leave to be below otherwise than by oneself and with a tag.</summary>
/// <param name="Escort">Who answers for a visitor; "" for somebody without a tag.</param>
/// <param name="Route">The way of somebody without a tag.</param>
public sealed record Leave(Instant Until, string Escort, ImmutableArray<RoadwayId> Route, string Why, string By);

/// <summary>What is known of one person's being in the mine. Whatever of it changes, its calm is over until it is judged again.</summary>
internal sealed class Account(AccountKey key)
{
    // Few of each, and mostly none: nothing is made before it is needed.
    private ImmutableArray<Evidence> _evidence = [];
    private ImmutableArray<Disagreement> _disagreements = [];
    private Instant _wentDown, _lastPassage, _seen;
    private Evidence? _outBy;
    private Leave? _leave;
    private Heard? _heard;
    private bool _passedIn, _isTold, _isToldIn;

    public AccountKey Key { get; } = key;

    public PresenceState State { get; private set; }

    /// <summary>Since when, and on what.</summary>
    public Instant Since { get; private set; }

    public EvidenceSource? Because { get; private set; }

    /// <summary>When the present or the last way down began.</summary>
    public Instant WentDown { get => _wentDown; set => Change(ref _wentDown, value); }

    /// <summary>A gate saw the person in and not out again: only a gate or a word can say that the person is out.</summary>
    public bool PassedIn { get => _passedIn; set => Change(ref _passedIn, value); }

    /// <summary>The newest passage, so that one which comes late changes nothing.</summary>
    public Instant LastPassage { get => _lastPassage; set => Change(ref _lastPassage, value); }

    /// <summary>The newest evidence that the person is out; null while there is none since the way down.</summary>
    public Evidence? OutBy { get => _outBy; set => Change(ref _outBy, value); }

    /// <summary>The newest of what was not heard of a tag: a passage, a word.</summary>
    public Instant Seen { get => _seen; set => Change(ref _seen, value); }

    public Leave? Leave { get => _leave; set => Change(ref _leave, value); }

    /// <summary>The alarm about the person stands.</summary>
    public bool IsTold { get => _isTold; set => Change(ref _isTold, value); }

    /// <summary>What the history was told last: in or not.</summary>
    public bool IsToldIn { get => _isToldIn; set => Change(ref _isToldIn, value); }

    /// <summary>What the radios tell of its tags; null before it was looked for, and where it has to be again. Derived, as are those below.</summary>
    public Heard? Heard { get => _heard; set => Change(ref _heard, value); }

    /// <summary>Until when nothing comes of judging it, see <see cref="Calm"/>; <c>default</c> from when anything of it changes until it is judged.</summary>
    public Instant CalmUntil { get; private set; }

    /// <summary>In the mine, as far as anybody knows.</summary>
    public bool IsIn => State is PresenceState.GoingDown or PresenceState.Underground or PresenceState.Unaccounted;

    /// <summary>The newest evidence from each source but the radios, by source.</summary>
    public ImmutableArray<Evidence> Evidence { get => _evidence; private set => Change(ref _evidence, value); }

    /// <summary>What does not fit together, by kind.</summary>
    public ImmutableArray<Disagreement> Disagreements { get => _disagreements; private set => Change(ref _disagreements, value); }

    public void Move(PresenceState state, Evidence because)
    {
        (State, Since, Because) = (state, because.Time, because.Source);
        Stir();
    }

    /// <summary>Notes until when it may be left alone.</summary>
    public void Rest(Instant until) => CalmUntil = until;

    /// <summary>It has to be judged anew.</summary>
    public void Stir() => CalmUntil = default;

    public void Note(Evidence evidence) => Evidence = [.. _evidence.Where(e => e.Source != evidence.Source).Append(evidence).OrderBy(e => e.Source)];

    /// <summary>Lets go of what the lamp room did by mistake.</summary>
    public void Withdraw(EvidenceSource source) => Evidence = _evidence.RemoveAll(e => e.Source == source);

    /// <summary>Puts a disagreement in the place of the one of its kind, if there is one.</summary>
    public void Add(Disagreement disagreement) => Disagreements = [.. Disagreements.Where(d => d.Kind != disagreement.Kind).Append(disagreement).OrderBy(d => d.Kind)];

    public void Remove(DisagreementKind kind) => Disagreements = Disagreements.RemoveAll(d => d.Kind == kind);

    public void Write(StateWriter to)
    {
        to.Write((byte)Key.Kind);
        to.Write(Key.Id);
        to.Write((byte)State);
        to.Write(Since);
        to.Write((byte)(Because ?? (EvidenceSource)byte.MaxValue));
        to.Write(WentDown);
        to.Write(PassedIn);
        to.Write(LastPassage);
        to.Write(OutBy is not null);
        if (OutBy is { } outBy) Write(to, outBy);
        to.Write(Seen);
        to.Write(IsTold);
        to.Write(IsToldIn);
        to.Write(Leave is not null);
        if (Leave is { } leave)
        {
            to.Write(leave.Until);
            foreach (var text in (ReadOnlySpan<string>)[leave.Escort, leave.Why, leave.By]) to.Write(text);
            to.Write((long)leave.Route.Length);
            foreach (var roadway in leave.Route) to.Write(roadway.Value);
        }
        to.Write((long)_evidence.Length);
        foreach (var evidence in _evidence) Write(to, evidence);
        to.Write((long)Disagreements.Length);
        foreach (var (kind, since, detail) in Disagreements)
        {
            to.Write((byte)kind);
            to.Write(since);
            to.Write(detail);
        }
    }

    public static Account Read(ref StateReader from)
    {
        var account = new Account(new((AccountKind)from.ReadByte(), from.ReadText() ?? "")) { State = (PresenceState)from.ReadByte(), Since = from.ReadInstant() };
        account.Because = from.ReadByte() is not byte.MaxValue and var because ? (EvidenceSource)because : null;
        account.WentDown = from.ReadInstant();
        account.PassedIn = from.ReadBool();
        account.LastPassage = from.ReadInstant();
        if (from.ReadBool()) account.OutBy = ReadEvidence(ref from);
        account.Seen = from.ReadInstant();
        account.IsTold = from.ReadBool();
        account.IsToldIn = from.ReadBool();
        if (from.ReadBool())
        {
            var (until, escort, why, by) = (from.ReadInstant(), from.ReadText() ?? "", from.ReadText() ?? "", from.ReadText() ?? "");
            var route = new RoadwayId[from.ReadCount()];
            for (var i = 0; i < route.Length; i++) route[i] = new(from.ReadText() ?? "");
            account.Leave = new(until, escort, [.. route], why, by);
        }
        for (var i = from.ReadCount(); i > 0; i--) account.Note(ReadEvidence(ref from));
        for (var i = from.ReadCount(); i > 0; i--) account.Add(new((DisagreementKind)from.ReadByte(), from.ReadInstant(), from.ReadText() ?? ""));
        return account;
    }

    private void Change<T>(ref T field, T value)
    {
        field = value;
        Stir();
    }

    private static void Write(StateWriter to, Evidence evidence)
    {
        to.Write((byte)evidence.Source);
        to.Write(evidence.Time);
        to.Write(evidence.Detail);
    }

    private static Evidence ReadEvidence(ref StateReader from) => new((EvidenceSource)from.ReadByte(), from.ReadInstant(), from.ReadText() ?? "");
}
