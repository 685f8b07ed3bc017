using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Coverage;
using Shyraq.Protocols.Plan;

namespace Shyraq.Web.Coverage;

/// <summary>A prediction as it is served, and its entity tag.</summary>
internal sealed record CoverageCopy(byte[] Json, string Tag);

/// <summary>
/// The predictions as they are served, the newest of each mine. Working one out takes a second or more of a processor: it is done
/// beside the mine, from the plan's text, once for a plan however many ask, and one at a time for all mines.
/// </summary>
internal sealed class CoverageCopies(IOptions<JsonOptions> json) : IDisposable
{
    private readonly ConcurrentDictionary<string, (string Of, Lazy<Task<CoverageCopy>> Served)> _copies = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The prediction for a plan; the same plan is asked for once.</summary>
    public async Task<CoverageCopy> Of(string mine, PlanText plan)
    {
        var of = $"{plan.Version}-{Convert.ToHexStringLower(SHA256.HashData(plan.GeoJson))[..12]}";
        var copy = _copies.AddOrUpdate(mine, _ => New(), (_, old) => old.Of == of && !(old.Served.IsValueCreated && old.Served.Value.IsFaulted) ? old : New());
        return await copy.Served.Value;

        (string, Lazy<Task<CoverageCopy>>) New() => (of, new(() => Task.Run(() => Predict(plan, $"\"{of}\""))));
    }

    private async Task<CoverageCopy> Predict(PlanText text, string tag)
    {
        await _one.WaitAsync();
        try
        {
            if (PlanReader.Read(text.GeoJson, text.Version) is not PlanReading.Read { Plan: var plan }) throw new InvalidOperationException("The plan in force cannot be read.");
            var view = CoverageView.From(CoverageReport.Of(plan), text.Version);
            return new(JsonSerializer.SerializeToUtf8Bytes(view, json.Value.SerializerOptions), tag);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
