using System.Text.Json;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;

namespace Shyraq.Verbs;

/// <summary>What <c>shyraq verify --json</c> found, for programs: an object for each mine.</summary>
internal static class VerifyJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Of(IEnumerable<Verified> all) => JsonSerializer.Serialize(all.Select(Of), Options);

    private static object Of(Verified one) => new
    {
        Mine = one.Mine.Value,
        one.IsWhole,
        one.Chain.Blocks,
        one.Chain.Inputs,
        one.Chain.Sightings,
        From = one.Chain.First?.ToString(),
        To = one.Chain.First is null ? null : one.Chain.Head.Time.ToString(),
        Head = new { one.Chain.Head.Sequence, Hash = one.Chain.Head.Hash.ToString() },
        one.Chain.Guarded,
        Confirmed = one.Chain.Confirmed.Sequence == 0 ? null : new { one.Chain.Confirmed.Sequence, By = Name(one.Chain.Confirmed.By) },
        Faults = one.Chain.Faults.Select(Of),
        MoreFaults = one.Chain.More,
        Checkpoints = Of(one.Own),
        CheckpointsKept = one.Kept is null ? null : Of(one.Kept),
        Beliefs = one.Beliefs,
    };

    private static object Of(ChainFault fault) => new
    {
        Kind = Name(fault),
        fault.First,
        fault.Last,
        FoundAt = (fault as ChainFault.Reordered)?.FoundAt,
        Witness = (fault as ChainFault.Rewritten)?.By is { } by ? Name(by) : null,
        From = fault.After?.ToString(),
        To = fault.Before?.ToString(),
        Text = VerifyText.Text(fault),
    };

    private static object Of(CheckpointReport checkpoints) => new
    {
        checkpoints.Sound.Count,
        Newest = checkpoints.Sound is [.., var newest] ? newest.Line : null,
        Keys = checkpoints.Keys.Select(key => key.ToString()),
        Faults = checkpoints.Faults.Select(fault => new { fault.Line, Kind = Name(fault.Kind) }),
    };

    private static string Name(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Name(ChainFault fault) => JsonNamingPolicy.CamelCase.ConvertName(fault.GetType().Name);
}
