using System.Globalization;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;

namespace Shyraq.Verbs;

/// <summary>What <c>shyraq verify</c> found, for people.</summary>
internal static class VerifyText
{
    /// <summary>Prints one mine.</summary>
    /// <param name="isKeyKnown">The key was given, so that the signatures prove who signed.</param>
    public static void Print(Verified found, bool isKeyKnown)
    {
        var chain = found.Chain;
        Say($"{found.Mine}: {chain.Blocks} blocks, {chain.Inputs} inputs, {chain.Sightings} sightings");
        if (chain.First is { } first)
        {
            Say($"  from   {first}");
            Say($"  to     {chain.Head.Time}");
            Say($"  head   {chain.Head.Sequence} {chain.Head.Hash}");
        }
        Signed(found.Own, "checkpoints beside the journal");
        if (found.Kept is { } kept) Signed(kept, "checkpoints kept elsewhere");
        if (!isKeyKnown && found.Own.Keys.Concat(found.Kept?.Keys ?? []).Distinct().ToArray() is { Length: > 0 } keys)
            Say($"  signed with {string.Join(", ", keys.Select(key => key.ToString()))}: compare it with the key that was noted when the server was set up, or give it as --key");
        if (chain.Confirmed.Sequence > 0) Say($"  confirmed up to block {chain.Confirmed.Sequence} by {Name(chain.Confirmed.By)}");
        if (!chain.Guarded) Say($"  the triggers that forbid changes are not in the file");
        foreach (var fault in found.Own.Faults) Say($"  BAD    line {fault.Line} of the checkpoints beside the journal {Text(fault.Kind)}");
        foreach (var fault in found.Kept?.Faults ?? []) Say($"  BAD    line {fault.Line} of the checkpoints kept elsewhere {Text(fault.Kind)}");
        foreach (var fault in chain.Faults) Say($"  BAD    {Text(fault)}; {Span(fault)}");
        if (chain.More > 0) Say($"  BAD    and {chain.More} more");
        if (found.IsWhole) Say($"  whole");
        if (found.Beliefs is { } beliefs)
            Say($"  beliefs {(beliefs.Sequence == 0 ? "none: no block was followed" : $"{beliefs.Sequence} {(beliefs.Digest.Length > 0 ? beliefs.Digest : $"none: {found.Mine} had no plan yet")}{(beliefs.Sequence == chain.Head.Sequence ? "" : $" (the head is {chain.Head.Sequence})")}")}");
    }

    /// <summary>What is wrong, in words.</summary>
    public static string Text(ChainFault fault) => fault switch
    {
        ChainFault.Changed => $"{Blocks(fault, "was", "were")} changed: the content does not give the hash",
        ChainFault.Missing => $"{Blocks(fault, "is", "are")} missing",
        ChainFault.Inserted => $"{Blocks(fault, "was", "were")} put in: no server wrote this",
        ChainFault.Reordered moved => N($"block {fault.First} was moved: it stands at {moved.FoundAt}"),
        ChainFault.Unreadable damaged => $"{Blocks(fault, "cannot", "cannot")} be read: {damaged.Why}",
        ChainFault.Unproven => N($"block {fault.First} cannot be proven: the hash that it was made from is lost with the block before"),
        ChainFault.Rewritten other => $"{Blocks(fault, "was", "among them were")} written anew, hashes and all: {Name(other.By)} knows block {other.Last.ToString(CultureInfo.InvariantCulture)} by the hash {other.Noted}",
        ChainFault.Writers => N($"the table 'written' is not what it was when the checkpoint at block {fault.First} was signed"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    private static void Signed(CheckpointReport checkpoints, string what)
    {
        if (checkpoints.Sound is [.., var newest]) Say($"  {checkpoints.Sound.Count} {what}, the newest of {newest.Made} at block {newest.Head.Sequence}");
        else if (checkpoints.Faults.Count == 0) Say($"  no {what}");
    }

    private static string Blocks(ChainFault fault, string one, string many) => fault.First == fault.Last ? N($"block {fault.First} {one}") : N($"blocks {fault.First} to {fault.Last} {many}");

    private static string Name(Witness by) => by switch
    {
        Witness.History => "the history",
        Witness.Snapshot => "a snapshot",
        _ => "a checkpoint",
    };

    private static string Text(CheckpointFaultKind kind) => kind switch
    {
        CheckpointFaultKind.Unreadable => "is no checkpoint",
        CheckpointFaultKind.OtherMine => "speaks of another mine",
        CheckpointFaultKind.NotSigned => "was not signed as it stands",
        CheckpointFaultKind.OtherKey => "was signed with another key",
        CheckpointFaultKind.NotInOrder => "does not follow on the one before",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string Span(ChainFault fault) => (fault.After, fault.Before) switch
    {
        ({ } after, { } before) => $"in doubt is the time from {after} to {before}",
        ({ } after, null) => $"in doubt is the time from {after} on",
        (null, { } before) => $"in doubt is the time up to {before}",
        _ => "in doubt is the whole journal",
    };

    private static void Say(FormattableString text) => Console.WriteLine(N(text));

    private static string N(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
