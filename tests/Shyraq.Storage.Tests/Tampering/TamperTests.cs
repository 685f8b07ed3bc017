using System.Globalization;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Tampering;

/// <summary>
/// Random edits of a stored record, by SQL and by a hex editor: each that changes what the record says is found. How many: SHYRAQ_TAMPERINGS, by default
/// 100; with which chance: SHYRAQ_SEED.
/// </summary>
public sealed class TamperTests(ITestOutputHelper output)
{
    private static readonly int Edits = Number("SHYRAQ_TAMPERINGS", 100);

    private static int Number(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    [Fact]
    public void Every_edit_that_changes_the_record_is_found_where_it_was_made()
    {
        using var original = new RecordToForge();
        var forger = new Forger(new Random(Number("SHYRAQ_SEED", 20261201)));
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (unchanged, told) = (0, 0);
        while (found.Values.Sum() < Edits)
        {
            using var copy = original.Copy();
            var edit = forger.Edit(copy);
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            var report = RecordToForge.Check(copy);
            if (System.Diagnostics.Stopwatch.GetElapsedTime(began) is { TotalSeconds: > 1 } slow) output.WriteLine($"{slow.TotalSeconds:0.0} s to check: {edit.What}, {report.Faults.Count} faults");
            if (RecordToForge.Content(copy) is { } content && content.SequenceEqual(original.Untouched))
            {
                // A byte in a free page, or in what SQLite keeps for itself: whoever reads the record reads the same. Where the file no longer is what
                // it should be, that is told all the same.
                unchanged++;
                if (!report.IsWhole) told++;
                continue;
            }
            Assert.False(report.IsWhole, $"not found: {edit.What}");
            if (edit.Block is { } block)
                Assert.True(report.Faults.Any(fault => fault.First <= block && block <= fault.Last && InDoubt(fault, RecordToForge.TimeOf(block))), $"{edit.What}: block {block} of {RecordToForge.TimeOf(block)} is not among {string.Join("; ", report.Faults)}");
            found[edit.Way] = found.GetValueOrDefault(edit.Way) + 1;
        }
        foreach (var (way, count) in found) output.WriteLine($"{count,5} found: {way}");
        output.WriteLine($"{found.Values.Sum(),5} found of {Edits} that change the record; {unchanged} more edits changed nothing that is read ({told} of them told as damage of the file)");
    }

    private static bool InDoubt(ChainFault fault, Core.Units.Instant time) => (fault.After is not { } after || after <= time) && (fault.Before is not { } before || time <= before);
}
