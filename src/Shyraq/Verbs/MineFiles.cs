using System.Collections.Immutable;
using Shyraq.Core.Plan;
using Shyraq.Core.Presence;
using Shyraq.Protocols.Carriers;
using Shyraq.Protocols.Lines;
using Shyraq.Protocols.Plan;

namespace Shyraq.Verbs;

/// <summary>Reads the files that a verb cannot do without: what is wrong in one ends the verb, and is told in full.</summary>
internal static class MineFiles
{
    private const int MostFaults = 20;

    /// <summary>The plan; its warnings go to standard error.</summary>
    /// <exception cref="BadInputException">It cannot be read: every fault with its feature and property.</exception>
    public static MinePlan Plan(string path)
    {
        switch (PlanReader.Read(InputFile.ReadAll(path), version: 1))
        {
            case PlanReading.Read read:
                foreach (var warning in read.Warnings) Console.Error.WriteLine($"shyraq: {path}: warning: {Told(warning)}");
                return read.Plan;
            case PlanReading.Refused refused:
                throw Bad(path, [.. refused.Faults.Select(Told)]);
            case var other:
                throw new InvalidOperationException($"{other.GetType().Name} is no known outcome.");
        }
    }

    /// <summary>Who carries which tag.</summary>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public static ImmutableSortedDictionary<string, Carrier> Carriers(string path) => CarriersReader.Read(InputFile.ReadAll(path)) switch
    {
        CarriersReading.Read read => read.Carriers,
        CarriersReading.Refused refused => throw Bad(path, [.. refused.Faults.Select(Told)]),
        var other => throw new InvalidOperationException($"{other.GetType().Name} is no known outcome."),
    };

    /// <summary>The rows of a file that must be right in every line.</summary>
    /// <exception cref="BadInputException">A line is wrong: the first twenty of them with line and property.</exception>
    public static IEnumerable<T> Rows<T>(string path, IEnumerable<LineReading<T>> lines)
    {
        var faults = new List<string>();
        foreach (var line in Reading(path, lines))
        {
            if (line is LineReading<T>.Fault fault) faults.Add(fault.What.ToString());
            else if (line is LineReading<T>.Row row && faults.Count == 0) yield return row.Value;
            if (faults.Count == MostFaults) break;
        }
        if (faults.Count > 0) throw Bad(path, faults);
    }

    /// <summary>The same items; a damaged file ends them with a message that names it.</summary>
    /// <exception cref="BadInputException">The file is packed and damaged, or cannot be read further.</exception>
    public static IEnumerable<T> Reading<T>(string path, IEnumerable<T> items)
    {
        using var each = items.GetEnumerator();
        while (true)
        {
            try
            {
                if (!each.MoveNext()) yield break;
            }
            catch (Exception failure) when (failure is IOException or InvalidDataException)
            {
                throw new BadInputException($"{path}: cannot be read: {failure.Message}");
            }
            yield return each.Current;
        }
    }

    private static string Told(PlanRemark remark) => remark.Property.Length == 0 ? $"{remark.Feature}: {remark.Message}" : $"{remark.Feature}, {remark.Property}: {remark.Message}";

    private static BadInputException Bad(string path, List<string> faults)
    {
        var told = faults.Take(MostFaults).Select(fault => $"{path}: {fault}").ToList();
        if (faults.Count >= MostFaults) told.Add("and there may be more");
        return new BadInputException(string.Join("\n  ", told));
    }
}
