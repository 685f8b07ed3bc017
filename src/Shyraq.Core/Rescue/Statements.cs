using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Safety;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Rescue;

/// <summary>What is claimed.</summary>
public enum Claim { FoundAlive, FoundDead, Seen, Heard, Other }

/// <summary>Writes down what somebody said.</summary>
/// <param name="About">Whom or where it is about.</param>
/// <param name="Source">Who said so, and how they know; never empty.</param>
public sealed record AddStatement(string About, Claim Claim, string Text, string Source) : Act;

/// <summary>Confirms a statement from a source of one's own.</summary>
public sealed record ConfirmStatement(int Statement, string Source) : Act;

/// <summary>Takes a statement back. It stays in the log.</summary>
public sealed record WithdrawStatement(int Statement, string Why) : Act;

/// <summary>Who confirmed, from which source.</summary>
public readonly record struct Confirmation(string By, string Source, Instant At);

/// <summary>Something that somebody said. That it was written down makes it no fact.</summary>
/// <param name="WithdrawnWhy">Null while it stands.</param>
public sealed record Statement(int Number, string About, Claim Claim, string Text, string Source, string By, Instant At, ImmutableArray<Confirmation> Confirmations, string? WithdrawnWhy = null)
{
    /// <summary>How many confirmations it needs: «found alive» two.</summary>
    public int Needed => Claim is Claim.FoundAlive ? 2 : 1;

    /// <summary>Enough other people than the one who wrote it down have confirmed it, each different.</summary>
    public bool IsConfirmed => WithdrawnWhy is null && Confirmations.Length >= Needed;
}

/// <summary>The log of statements. Nothing is ever taken out of it but, beyond <see cref="Most"/>, the oldest; the journal has them all.</summary>
internal sealed class Statements
{
    public const int Most = 500;
    private const int LongestText = 500;
    private readonly SortedDictionary<int, Statement> _all = [];
    private int _last;

    /// <summary>Newest first.</summary>
    public ImmutableArray<Statement> All => [.. _all.Values.Reverse()];

    public bool Take(ActInput input, Scene scene, out ActRefusal? refusal)
    {
        refusal = null;
        switch (input.Act)
        {
            case AddStatement act: refusal = Add(act, input.By, scene); return true;
            case ConfirmStatement act: refusal = Confirm(act, input.By, scene); return true;
            case WithdrawStatement act:
                if (_all.GetValueOrDefault(act.Statement) is not { WithdrawnWhy: null } stated) refusal = Unknown(act.Statement);
                else
                {
                    _all[act.Statement] = stated with { WithdrawnWhy = $"{act.Why} · {input.By}" };
                    scene.Happened("statementWithdrawn", stated.About, "", Phrase.Join(Phrase.Of(PhraseCode.StatementOf, act.Statement), act.Why, input.By));
                }
                return true;
            default: return false;
        }
    }

    private ActRefusal? Add(AddStatement act, string by, Scene scene)
    {
        if (string.IsNullOrWhiteSpace(act.About) || act.About.Length > LongestText || act.Text.Length > LongestText) return new("noSubject", $"whom or where it is about has to be said; texts are at most {LongestText} characters");
        if (string.IsNullOrWhiteSpace(act.Source) || act.Source.Length > LongestText) return new("noSource", "who said so has to be said");
        _all.Add(++_last, new(_last, act.About, act.Claim, act.Text, act.Source, by, scene.Now, []));
        if (_all.Count > Most) _all.Remove(_all.First().Key);
        scene.Happened("stated", char.ToLowerInvariant(act.Claim.ToString()[0]) + act.Claim.ToString()[1..], act.About, Phrase.Join(Phrase.Of(PhraseCode.StatementOf, _last), act.Source, by));
        return null;
    }

    private ActRefusal? Confirm(ConfirmStatement act, string by, Scene scene)
    {
        if (_all.GetValueOrDefault(act.Statement) is not { WithdrawnWhy: null } stated) return Unknown(act.Statement);
        if (string.IsNullOrWhiteSpace(act.Source) || act.Source.Length > LongestText) return new("noSource", "a confirmation has a source of its own");
        if (Same(by, stated.By)) return new("ownStatement", $"{by} wrote it down; somebody else has to confirm it");
        if (stated.Confirmations.Any(c => Same(c.By, by))) return new("confirmedAlready", $"{by} has confirmed it; the next confirmation is another person's");
        var confirmed = _all[act.Statement] = stated with { Confirmations = stated.Confirmations.Add(new(by, act.Source, scene.Now)) };
        scene.Happened(confirmed.IsConfirmed ? "statementConfirmed" : "confirmation", stated.About, "", Phrase.Join(Phrase.Of(PhraseCode.StatementOf, act.Statement), act.Source, by));
        return null;

        static bool Same(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    private static ActRefusal Unknown(int number) => new("unknownStatement", $"no statement {number} stands");

    public void Write(StateWriter to)
    {
        to.Write((long)_last);
        to.Write((long)_all.Count);
        foreach (var s in _all.Values)
        {
            to.Write((long)s.Number);
            to.Write((byte)s.Claim);
            foreach (var text in (ReadOnlySpan<string?>)[s.About, s.Text, s.Source, s.By, s.WithdrawnWhy]) to.Write(text);
            to.Write(s.At);
            to.Write((long)s.Confirmations.Length);
            foreach (var c in s.Confirmations)
            {
                to.Write(c.By);
                to.Write(c.Source);
                to.Write(c.At);
            }
        }
    }

    public void Read(ref StateReader from)
    {
        _last = (int)from.ReadLong();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (number, claim) = ((int)from.ReadLong(), (Claim)from.ReadByte());
            var (about, text, source, by, withdrawn, at) = (from.ReadWord(), from.ReadWord(), from.ReadWord(), from.ReadWord(), from.ReadText(), from.ReadInstant());
            var confirmations = ImmutableArray.CreateBuilder<Confirmation>();
            for (var n = from.ReadCount(); n > 0; n--) confirmations.Add(new(from.ReadWord(), from.ReadWord(), from.ReadInstant()));
            _all.Add(number, new(number, about, claim, text, source, by, at, confirmations.ToImmutable(), withdrawn));
        }
    }
}
