using System.Collections.ObjectModel;
using Shyraq.Core.Gas;
using Shyraq.Core.Sightings;

namespace Shyraq.Cluster.Mines;

/// <summary>What became of one caller's inputs within a block.</summary>
internal static class Receipts
{
    /// <param name="first">Index of the caller's first input in the block.</param>
    /// <param name="count">How many inputs are the caller's.</param>
    public static Receipt.Journalled Of(Walked walked, int first, int count)
    {
        var accepted = 0;
        Dictionary<string, int>? refused = null;
        UndoneRow? undone = null;
        for (var i = first; i < first + count; i++)
        {
            if (walked.Inputs[i] is RefusalsInput decoder)
                foreach (var (reason, number) in decoder.Counts) Add(ref refused, reason, number);
            if (walked.Steps[i]?.Refusal is { } why) undone ??= UndoneRow.Of(why);
            if (walked.Steps[i]?.Placed.Followed is not { } followed) continue;
            accepted += followed.Accepted;
            if (walked.Inputs[i] is SightingsInput or ReadingsInput)
                foreach (var refusal in followed.Refusals) Add(ref refused, refusal.Reason, 1);
        }
        return new(walked.Block.Sequence, accepted, refused ?? (IReadOnlyDictionary<string, int>)ReadOnlyDictionary<string, int>.Empty, undone);
    }

    private static void Add(ref Dictionary<string, int>? refused, RefusalReason reason, int number)
    {
        refused ??= new(StringComparer.Ordinal);
        refused[Names.Of(reason)] = refused.GetValueOrDefault(Names.Of(reason)) + number;
    }
}
